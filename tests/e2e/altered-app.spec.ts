import { type Browser, expect, type Page } from '@playwright/test';
import { toBase64Url } from '#device/bytes.ts';
import { closeContent } from '#device/closed-cards.ts';
import { sealEntry } from '#device/entry-seal.ts';
import { idBytes, toCardId } from '#device/ids.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import { encodeDown } from '#protocol/down.ts';
import type { Entry } from '#protocol/entry.ts';
import { deviceFor, eva, joinAs, until } from '../people.ts';
import { isAt } from '../simulation/walk.ts';
import { type AlteredApp, openAlteredApp, random } from './altered-app.ts';
import { linkOf, newPage, openTable, reads, tap } from './people.ts';
import { test } from './server.ts';

type WithEva = {
  readonly anouk: Page;
  readonly evas: AlteredApp;
  /** She runs the server too: what she makes comes to Anouk, whatever an honest server would refuse. */
  readonly give: (...entries: readonly Entry[]) => void;
};

/** Eva sits where Bilal was to sit and goes along to this step; from there on she has an app of her own. */
async function sitWithEva(browser: Browser, origin: string, step: string): Promise<WithEva> {
  const anouk = await newPage(browser, 1280, 800);
  let say: (message: Buffer) => void = () => undefined;
  await anouk.routeWebSocket(/\/v1\/table$/, (socket) => {
    socket.connectToServer();
    say = (message) => socket.send(message);
  });
  await openTable(anouk, origin);
  const store = createMemoryStore();
  const device = await deviceFor(origin, store);
  const table = await joinAs(eva, device, new URL(await linkOf(anouk)).hash.slice(1));
  await until(table, isAt('plaatjes'));
  // Only then her own device has written all that it writes by itself.
  await expect(anouk.locator('.check-pictures li')).toHaveCount(4);
  if (step !== 'plaatjes') {
    await table.goOn(true);
    await tap(anouk, 'Ja, dezelfde');
    await until(table, isAt('beloftes'));
    await table.goOn(true);
    await tap(anouk, 'Ja, verder');
  }
  await until(table, isAt(step));
  await until(table, ({ saved }) => saved === 'server');
  device.close();
  const evas = await openAlteredApp(origin, store, table.roomId);
  const roomId = idBytes(table.roomId);
  return {
    anouk,
    evas,
    give: (...entries) => say(Buffer.from(encodeDown({ type: 'entries', roomId, entries }))),
  };
}

test('[REV3] a card that does not fit what was laid closed is not shown, and the table says so', async ({
  browser,
  server,
}) => {
  const { anouk, evas } = await sitWithEva(browser, server.origin, 'oefenen');
  const { room, write } = evas;
  const at = { round: 1, lap: 1, spot: 'drinken' };
  const cardId = toCardId(random(16));
  await write({
    kind: 'event',
    body: await closeContent(room.keys(), room.me, { cardId, at, content: { symbols: ['thee'] } }, random),
  });
  for (const name of ['koffie', 'Leg dicht neer', 'Samen omdraaien']) await tap(anouk, name);
  await evas.until(({ me, state }) =>
    [...state().cards.values()].some(({ owner, fixed }) => owner !== me && fixed),
  );
  await write(
    { kind: 'ready', body: { type: 'ready', at, cardIds: [cardId] } },
    { kind: 'event', body: { type: 'turn', cardId, secret: toBase64Url(random(32)) } },
  );
  await reads(anouk, 'Deze kaart klopt niet.', 'Wij laten hem niet zien.');
  await expect(anouk.locator('.side-theirs .card-content')).toHaveCount(0);
  await expect(anouk.locator('.side-mine').getByText('koffie')).toBeVisible();
  evas.close();
});

test('[ENV6] who wrote two things at one place counts no more from there, and the table says so', async ({
  browser,
  server,
}) => {
  const { anouk, evas, give } = await sitWithEva(browser, server.origin, 'plaatjes');
  const { room, write } = evas;
  await write({ kind: 'event', body: { type: 'profile', name: 'Eva de Vries', picture: 'vis' } });
  await expect(anouk.getByText('Eva de Vries')).toBeVisible();
  const last = room.log.placed().findLast(({ header }) => toBase64Url(header.participantId) === room.me);
  if (!last) throw new Error('Eva wrote nothing');
  const other = JSON.stringify({ type: 'profile', name: 'Bilal', picture: 'zon' });
  give((await sealEntry(room.keys(), last.header, other, random)).entry);
  await reads(
    anouk,
    'Er klopt iets niet bij Eva.',
    'Wat er al lag, is veilig.',
    'Praat samen verder op papier.',
  );
  await expect(anouk.getByText('Eva de Vries')).toBeHidden();
  await expect(anouk.getByText('Bilal')).toBeHidden();
  evas.close();
});
