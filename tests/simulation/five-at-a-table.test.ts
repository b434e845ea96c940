import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Device } from '#device/device.ts';
import type { Table, TableSight } from '#device/table.ts';
import { cardKey } from '#domain/ids.ts';
import {
  anouk,
  bilal,
  chantal,
  daan,
  deviceFor,
  eva,
  inviteTo,
  joinAs,
  openTableFor,
  type Person,
  until,
} from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { isAt } from './walk.ts';

// Test files share what they import: this one begins with an app of its own, and leaves it to nobody.
vi.hoisted(() => vi.resetModules());
afterAll(() => {
  vi.resetModules();
});

/** The app as it is once a format for five is published; no published one asks of the engine what this one does. */
vi.mock('#domain/formats.ts', async (importOriginal) => {
  const published = await importOriginal<typeof import('#domain/formats.ts')>();
  const { kringVanVijf } = await import('#domain/testing/kring-van-vijf.ts');
  const ref = { id: kringVanVijf.id, version: kringVanVijf.version, hash: 'A'.repeat(43) };
  return {
    ...published,
    publishedFormats: [...published.publishedFormats, kringVanVijf],
    formatRef: (format) => (format.id === ref.id ? ref : published.formatRef(format)),
    newestFormat: (id) => (id === ref.id ? kringVanVijf : published.newestFormat(id)),
    formatFor: (told) => (told.id === ref.id ? kringVanVijf : published.formatFor(told)),
  } satisfies typeof published;
});

let server: TestServer;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  for (const device of devices) device.close();
  await server.stop();
});

async function newDevice(): Promise<Device> {
  const device = await deviceFor(server.origin);
  devices.push(device);
  return device;
}

/** Chantal opens the table; four professionals sit down one after the other, each on a device of their own. */
async function sitDown(): Promise<{
  readonly facilitator: Table;
  readonly others: readonly [Table, ...Table[]];
}> {
  const facilitator = await openTableFor(chantal, await newDevice(), 'kring-van-vijf');
  const sit = async (person: Person) => {
    const table = await joinAs(person, await newDevice(), await inviteTo(facilitator, 'professional'));
    // The next chair would take the place of one on which nobody sits yet.
    await until(table, ({ mySeat }) => mySeat === 'taken');
    return table;
  };
  const others: [Table, ...Table[]] = [await sit(anouk)];
  for (const person of [bilal, daan, eva]) others.push(await sit(person));
  for (const table of [facilitator, ...others]) table.beHere(true);
  return { facilitator, others };
}

const cardsAt = ({ view }: TableSight, spot: string) =>
  view?.shown?.spots.find((one) => one.spot.id === spot)?.cards ?? [];

function myId(table: Table) {
  const id = table.see().view?.me.id;
  if (!id) throw new Error('the table knows no format');
  return id;
}

it('[REV2] [AGR1] five people sit down, lay closed, turn together and agree, each on a device of their own', async () => {
  const { facilitator, others } = await sitDown();
  const all = [facilitator, ...others];
  const [first] = others;
  const everyone = (fits: (sight: TableSight) => boolean) =>
    Promise.all(all.map((table) => until(table, fits)));

  await everyone(isAt('openen'));
  for (const table of all) {
    expect(
      table
        .see()
        .view?.others.map(({ role }) => role)
        .filter((role) => role === 'professional'),
    ).toHaveLength(table === facilitator ? 4 : 3);
  }
  expect(await first.goOn(true)).toEqual({ ok: false, error: 'not-asked' });
  expect(await facilitator.goOn(true)).toMatchObject({ ok: true });
  await everyone(isAt('inbrengen'));
  expect(await first.choose('inbrenger', myId(first))).toEqual({ ok: false, error: 'not-asked' });
  expect(await facilitator.choose('inbrenger', myId(first))).toMatchObject({ ok: true });
  await everyone(({ view }) => view?.shown?.at.beat === 1 && view.shown.teller?.id === myId(first));
  expect(await others[1]?.lay('inbreng', { symbols: ['brief'] })).toEqual({ ok: false, error: 'not-asked' });
  expect(await first.lay('inbreng', { symbols: ['brief'] })).toMatchObject({ ok: true });
  await everyone((sight) => cardsAt(sight, 'inbreng').length === 1);
  for (const table of all) expect(await table.goOn(true)).toMatchObject({ ok: true });

  await everyone(isAt('herkennen', 'kiezen'));
  expect(await facilitator.lay('oordeel', { symbols: ['fijn'] })).toEqual({ ok: false, error: 'not-asked' });
  expect(await facilitator.lay('herkend', { symbols: [], text: 'Ik hoorde haast' })).toMatchObject({
    ok: true,
  });
  for (const [index, table] of others.entries()) {
    expect(isAt('herkennen', 'kiezen')(table.see())).toBe(true);
    expect(await table.lay('herkend', { symbols: [['blij', 'boos'][index % 2] ?? 'blij'] })).toMatchObject({
      ok: true,
    });
    expect(await table.lay('oordeel', { symbols: [['fijn', 'lastig'][index % 2] ?? 'fijn'] })).toMatchObject({
      ok: true,
    });
  }
  for (const table of all) {
    const sight = await until(table, isAt('herkennen', 'omdraaien'));
    const closed = [...cardsAt(sight, 'herkend'), ...cardsAt(sight, 'oordeel')];
    expect(closed).toHaveLength(9);
    expect(closed.filter(({ content }) => content).every(({ isMine }) => isMine)).toBe(true);
  }
  expect(await facilitator.turn('herkend')).toMatchObject({ ok: true });
  for (const table of others) {
    expect(cardsAt(table.see(), 'herkend').every(({ face }) => face === 'down')).toBe(true);
    for (const spot of ['herkend', 'oordeel']) expect(await table.turn(spot)).toMatchObject({ ok: true });
  }
  const turned = await everyone(isAt('herkennen', 'praten'));
  for (const sight of turned) {
    expect(
      [...cardsAt(sight, 'herkend'), ...cardsAt(sight, 'oordeel')].every(({ face }) => face === 'up'),
    ).toBe(true);
    const texts = (one: TableSight) => cardsAt(one, 'herkend').map(({ key, content }) => [key, content]);
    expect(texts(sight)).toEqual(turned[0] && texts(turned[0]));
  }
  for (const table of all) expect(await table.goOn(true)).toMatchObject({ ok: true });

  await everyone(isAt('meenemen-samen'));
  const content = { symbols: [], text: 'We bellen eerst', pile: 'anders', who: 'samen' } as const;
  expect(await facilitator.lay('voorstel', content)).toEqual({ ok: false, error: 'not-asked' });
  expect(await first.lay('voorstel', content)).toMatchObject({ ok: true });
  const [sight] = await everyone((one) => cardsAt(one, 'voorstel').length === 1);
  const [proposal] = sight ? cardsAt(sight, 'voorstel') : [];
  if (!proposal) throw new Error('nothing lies there');
  const key = cardKey(myId(first), proposal.cardId);
  for (const table of all) {
    expect(table.see().view?.agreements).toEqual([]);
    expect(await table.agree(key, true)).toMatchObject({ ok: true });
  }
  for (const { view } of await everyone((one) => one.view?.agreements.length === 1)) {
    expect(view?.agreements).toMatchObject([{ content, between: all.map(myId).sort() }]);
  }
  for (const table of all) expect(await table.goOn(true)).toMatchObject({ ok: true });
  for (const { missingFrom, brokenBy } of await everyone(({ view }) => view?.position === 'ended-finished')) {
    expect([...missingFrom, ...brokenBy]).toEqual([]);
  }
});
