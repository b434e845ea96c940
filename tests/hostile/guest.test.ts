import { getRandomValues } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64Url } from '#device/bytes.ts';
import { closeContent, secretOf } from '#device/closed-cards.ts';
import { type Received, sealEntry, toStub } from '#device/entry-seal.ts';
import { idBytes, toCardId } from '#device/ids.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import type { Room, Writing } from '#device/room.ts';
import type { Placed } from '#device/room-log.ts';
import type { Table } from '#device/table.ts';
import { takingPart } from '#domain/consent.ts';
import { chainKey, type TableEvent } from '#domain/events.ts';
import { formatRef, publishedFormats } from '#domain/formats.ts';
import type { CardId, ParticipantId } from '#domain/ids.ts';
import { cardKey } from '#domain/ids.ts';
import type { Entry } from '#protocol/entry.ts';
import { FIRST_PREV, type Header } from '#protocol/header.ts';
import type { EnvelopeKind } from '#protocol/kinds.ts';
import { anouk, bilal, deviceFor, eva, inviteTo, joinAs, openTableFor, until } from '../people.ts';
import { startTestServer, type TestServer } from '../simulation/server.ts';
import { isAt, walkTo } from '../simulation/walk.ts';
import { loadAltered } from './altered-room.ts';
import { EvaBetween } from './eva-between.ts';
import { shows } from './seen.ts';

const random = (length: number): Bytes => getRandomValues(new Uint8Array(length));

type Sitting = {
  readonly table: Table;
  readonly guest: Table;
  /** The room as Eva's altered app has it: it writes what she likes, in her name. */
  readonly evas: Room;
  /** Writes in Eva's own chain, past every rule; Anouk and Bilal get it. */
  readonly evaWrites: (...writings: readonly Writing[]) => Promise<void>;
  /** She runs the server too, so anything she makes comes to both. */
  readonly give: (...entries: readonly Entry[]) => void;
  readonly close: () => void;
};

describe('somebody at the table with an altered app', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  /** Anouk, Bilal and Eva have come to this step together; from there on Eva has her own app. */
  async function sitWithEva(step: string): Promise<Sitting> {
    const { origin } = server;
    const between = [new EvaBetween(origin), new EvaBetween(origin)] as const;
    const hers = await deviceFor(origin, createMemoryStore(), Date.now, between[0].openSocket);
    const his = await deviceFor(origin, createMemoryStore(), Date.now, between[1].openSocket);
    const store = createMemoryStore();
    const evasDevice = await deviceFor(origin, store);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    // The next chair would take the place of one on which nobody sits yet.
    await until(guest, ({ mySeat }) => mySeat === 'taken');
    const third = await joinAs(eva, evasDevice, await inviteTo(table));
    const all = [table, guest, third];
    for (const one of all) await until(one, ({ view }) => view?.others.length === 2);
    for (const one of all) one.beHere(true);
    await walkTo(step, all);
    await until(third, ({ saved }) => saved === 'server');
    evasDevice.close();

    const evas = await loadAltered(table.roomId, { store, random });
    const give = (...entries: readonly Entry[]) => {
      const roomId = idBytes(table.roomId);
      for (const one of between) one.say({ type: 'entries', roomId, entries });
    };
    return {
      ...{ table, guest, evas, give },
      evaWrites: async (...writings) => {
        const heard = between.flatMap(({ saidDown, saidUp }) => [...saidDown, ...saidUp]);
        await evas.receive(heard.flatMap((message) => ('entries' in message ? message.entries : [])));
        const before = evas.log.heads();
        for (const writing of writings) await evas.write(writing);
        give(...evas.log.beyond(before).map(({ entry }) => entry));
      },
      close: () => {
        for (const device of [hers, his]) device.close();
      },
    };
  }

  /** Anouk and Bilal have said something after what Eva did, and each has heard the other. */
  async function bothGoOn({ table, guest }: Sitting): Promise<void> {
    await table.sayWhoSitsBy('tolk');
    await until(guest, ({ view }) => view?.third === 'tolk');
    await guest.sayWhoSitsBy(null);
    await until(table, ({ view }) => view?.third === null);
  }

  /** Neither sees anything else than before, although both heard of it. */
  async function expectNoEffect(sitting: Sitting, act: () => Promise<void>): Promise<void> {
    const { table, guest } = sitting;
    const before = [table, guest].map((one) => shows(one.see()));
    await act();
    await bothGoOn(sitting);
    expect([table, guest].map((one) => shows(one.see()))).toEqual(before);
  }

  it('[OWN1] does not change, turn or take back the card of another; under its id lies her own', async () => {
    const sitting = await sitWithEva('moment');
    const { table, guest, evaWrites } = sitting;
    const { cardId } = await layOpen(sitting);
    await expectNoEffect(sitting, () =>
      evaWrites(
        event({ type: 'take-back', cardId }),
        event({ type: 'turn', cardId, secret: toBase64Url(random(32)) }),
        { kind: 'ready', body: { type: 'ready', at: atStrook, cardIds: [cardId] } },
      ),
    );
    await evaWrites(event({ type: 'lay', cardId, at: atStrook, content: { symbols: ['lachen'] } }));
    await bothGoOn(sitting);
    for (const one of [table, guest]) {
      expect(shows(one.see()).cards).toEqual([
        ['Bilal', 'up', ['brief']],
        ['Eva', 'up', ['lachen']],
      ]);
    }
    sitting.close();
  });

  it('[ENV5] [OWN1] says nothing in the name of another: no card, no name, no tap', async () => {
    const sitting = await sitWithEva('moment');
    const { guest, evas, give } = sitting;
    await layOpen(sitting);
    const bilals = lastOf(evas, guest);
    const cardId = toCardId(random(16));
    const lies: readonly [EnvelopeKind, TableEvent][] = [
      ['event', { type: 'lay', cardId, at: atStrook, content: { symbols: ['lachen'] } }],
      ['event', { type: 'profile', name: 'Badr', picture: 'vis' }],
      ['event', { type: 'go-on', at: momentOf(guest), want: true }],
      ['event', { type: 'stop', round: 1 }],
      ['event', { type: 'consent', text: takingPart, version: 'E'.repeat(43), given: false }],
    ];
    const seen = [{ ...bilals.header, hash: bilals.hash }];
    const places: readonly Partial<Header>[] = [
      { seq: bilals.header.seq + 1, prev: bilals.hash },
      { deviceId: random(8), seq: 0, prev: FIRST_PREV, seen },
      {},
    ];
    await expectNoEffect(sitting, async () => {
      for (const [kind, body] of lies) {
        for (const place of places) {
          const header = { ...bilals.header, kind, seen: [], ...place };
          give((await sealEntry(evas.keys(), header, JSON.stringify(body), random)).entry);
        }
      }
    });
    sitting.close();
  });

  it('[INV3] is not its opener, however she says that it began', async () => {
    const sitting = await sitWithEva('moment');
    const { evas, give } = sitting;
    const publicKey = evas.publicKeyOf(evas.me) ?? random(65);
    const format = formatRef(formatNamed('samenleergesprek'));
    const text = JSON.stringify({
      type: 'genesis',
      publicKey: toBase64Url(publicKey),
      role: 'professional',
      format,
    });
    const round = JSON.stringify({ type: 'round', number: 1, format });
    const header = ownHeader(evas, { deviceId: random(8), seq: 0, prev: FIRST_PREV, seen: [] });
    await expectNoEffect(sitting, async () => {
      give((await sealEntry(evas.keys(), { ...header, kind: 'genesis' }, text, random)).entry);
      give((await sealEntry(evas.keys(), { ...header, kind: 'event' }, round, random)).entry);
      give(
        (await sealEntry(evas.keys(), { ...header, kind: 'event', deviceId: random(8) }, round, random))
          .entry,
      );
    });
    sitting.close();
  });

  it('[REV2] taps for nobody else, and goes on for nobody else', async () => {
    const sitting = await sitWithEva('moment');
    const { guest, evas, evaWrites } = sitting;
    const { round, lap } = momentOf(guest);
    const steps = formatNamed('samenleergesprek-kort').steps;
    await expectNoEffect(sitting, () =>
      evaWrites(
        ...steps.flatMap(({ id: step, beats }) =>
          beats.map((_, beat) => event({ type: 'go-on', at: { round, lap, step, beat }, want: true })),
        ),
        event({ type: 'round', number: 1, format: formatRef(formatNamed('samenleergesprek')) }),
      ),
    );
    expect(evas.state().goingOn.get(evas.me)?.size).toBeGreaterThan(5);
    sitting.close();
  });

  it('[INV4] does not revoke the chair of another, and nobody comes by an answer of hers', async () => {
    const sitting = await sitWithEva('moment');
    const { guest, evas, evaWrites } = sitting;
    const me = guest.see().view?.me.id;
    const chair = evas.roster().chairs.find(({ sitter }) => sitter?.by === me);
    if (!chair?.sitter) throw new Error('Bilal has no chair');
    const { seat, sitter } = chair;
    const half = toBase64Url(random(32));
    await expectNoEffect(sitting, () =>
      evaWrites(
        { kind: 'revoke', body: { type: 'revoke', seat } },
        { kind: 'seated', body: { type: 'seated', seat, join: sitter.hash, half } },
        { kind: 'join', body: { type: 'reveal', seat, half } },
        { kind: 'join', body: { ...sitter.body } },
        { kind: 'seat', body: { type: 'admit', seat } },
      ),
    );
    sitting.close();
  });

  it('[INV4] stays out once her chair was revoked, whatever she blanks of what she said on it', async () => {
    const between = new EvaBetween(server.origin);
    const hers = await deviceFor(server.origin, createMemoryStore(), Date.now, between.openSocket);
    const store = createMemoryStore();
    const evasDevice = await deviceFor(server.origin, store);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const evasTable = await joinAs(eva, evasDevice, await inviteTo(table));
    await until(evasTable, ({ mySeat, saved }) => mySeat === 'taken' && saved === 'server');
    await until(table, ({ view }) => view?.others[0]?.name === 'Eva');
    expect(await table.rejectPictures()).toMatchObject({ ok: true });
    await until(table, ({ view }) => view?.others.length === 0);
    evasDevice.close();

    const evas = await loadAltered(table.roomId, { store, random });
    const chain = chainKey(evas.me, evas.record().deviceId);
    const ofEva = () => evas.log.placed().filter((one) => one.chain === chain);
    const said = ofEva().filter(({ header }) => header.kind === 'event');
    expect(said.length).toBeGreaterThan(0);
    await evas.write({ kind: 'blank', places: said.map(({ header }) => ({ chain, seq: header.seq })) });
    await evas.write(event({ type: 'profile', name: 'Bilal', picture: 'zon' }));
    const entries = ofEva().map(({ entry }) => entry);
    between.say({ type: 'entries', roomId: idBytes(table.roomId), entries });
    await table.sayWhoSitsBy('tolk');
    const { view } = await until(table, ({ view }) => view?.third === 'tolk');
    expect(view?.others).toEqual([]);
    hers.close();
  });

  it('[DEL1] blanks nobody else’s words, neither by saying so nor by bringing what would be left', async () => {
    const sitting = await sitWithEva('moment');
    const { guest, evas, evaWrites, give } = sitting;
    await layOpen(sitting);
    const bilals = lastOf(evas, guest);
    await expectNoEffect(sitting, async () => {
      await evaWrites({ kind: 'blank', places: [{ chain: bilals.chain, seq: bilals.header.seq }] });
      give((await toStub(bilals)).entry);
    });
    sitting.close();
  });

  it('[CON1] takes part or not for nobody but herself, and only by what she says last', async () => {
    const sitting = await sitWithEva('moment');
    const { table, guest, evaWrites } = sitting;
    const says = (version: string, given: boolean) =>
      event({ type: 'consent', text: takingPart, version, given });
    const takenBy = (one: Table, name: string) => {
      const { view } = one.see();
      return [view?.me, ...(view?.others ?? [])].find((person) => person?.name === name)?.takingPart;
    };
    const bilals = takenBy(guest, 'Bilal');
    expect(bilals?.given).toBe(true);
    await evaWrites(
      says(bilals?.version ?? '', false),
      says('E'.repeat(43), true),
      says('not a version', false),
    );
    await bothGoOn(sitting);
    for (const one of [table, guest]) {
      expect(takenBy(one, 'Bilal')).toEqual(bilals);
      expect(takenBy(one, 'Eva')).toEqual({ version: 'E'.repeat(43), given: true });
    }
    sitting.close();
  });

  it('[ENV6] counts no more from where she wrote two things at one place, and that shows', async () => {
    const sitting = await sitWithEva('moment');
    const { table, guest, evas, evaWrites, give } = sitting;
    await evaWrites(event({ type: 'profile', name: 'Eva', picture: 'vis' }));
    const card = event({
      type: 'lay',
      cardId: toCardId(random(16)),
      at: atStrook,
      content: { symbols: ['haast'] },
    });
    await evaWrites(card);
    for (const one of [table, guest]) {
      await until(one, (sight) => shows(sight).cards?.length === 1);
    }
    const hers = evas.log.placed().filter(({ header }) => toBase64Url(header.participantId) === evas.me);
    const [before, last] = hers.slice(-2);
    if (!before || !last) throw new Error('Eva wrote nothing');
    const other = JSON.stringify({ type: 'stop', round: 1 });
    give((await sealEntry(evas.keys(), last.header, other, random)).entry);
    for (const one of [table, guest]) {
      const sight = await until(one, ({ brokenBy }) => brokenBy.length > 0);
      expect(shows(sight)).toMatchObject({ cards: [], brokenBy: ['Eva'], missingFrom: [] });
    }
    await evaWrites(event({ type: 'profile', name: 'Anouk', picture: 'boom' }));
    await bothGoOn(sitting);
    for (const one of [table, guest]) {
      expect(
        shows(one.see())
          .people?.map(([name]) => name)
          .sort(),
      ).toEqual(['Anouk', 'Bilal', 'Eva']);
    }
    sitting.close();
  });

  it('[ENV5] stops no device with a card whose id stands for no bytes', async () => {
    const sitting = await sitWithEva('moment');
    const { table, guest, evas, evaWrites } = sitting;
    const cardId = 'A'.repeat(21).concat('B') as CardId;
    const { box, commitment } = await closedBy(evas, toCardId(random(16)), atStrook);
    await evaWrites(
      event({ type: 'lay-closed', cardId, at: atStrook, box, commitment }),
      event({ type: 'turn', cardId, secret: toBase64Url(random(32)) }),
    );
    await bothGoOn(sitting);
    for (const one of [table, guest]) expect(shows(one.see()).cards).toEqual([['Eva', 'down', undefined]]);
    sitting.close();
  });

  it('[REV1] [REV2] readies and turns nobody else’s card, and a turned card that does not fit shows as such [REV3]', async () => {
    const sitting = await sitWithEva('betekenis');
    const { table, guest, evas, evaWrites } = sitting;
    await table.lay('betekenis', { symbols: ['fijn'] });
    await guest.lay('betekenis', { symbols: ['lastig'] });
    const his = guest.see().view?.shown?.spots[0]?.cards.find(({ isMine }) => isMine)?.cardId;
    if (!his) throw new Error('Bilal laid nothing');
    const mine = toCardId(random(16));
    await evaWrites(event(await closedBy(evas, mine, atBetekenis)));
    for (const one of [table, guest]) await until(one, isAt('betekenis', 'omdraaien'));
    const secret = await secretOf(evas.keys(), his);
    await expectNoEffect(sitting, () =>
      evaWrites(
        { kind: 'ready', body: { type: 'ready', at: atBetekenis, cardIds: [his] } },
        event({ type: 'turn', cardId: his, secret }),
        event({ type: 'turn', cardId: his, secret: toBase64Url(random(32)) }),
      ),
    );
    await evaWrites({ kind: 'ready', body: { type: 'ready', at: atBetekenis, cardIds: [mine] } });
    for (const one of [table, guest]) expect(await one.turn('betekenis')).toMatchObject({ ok: true });
    await evaWrites(event({ type: 'turn', cardId: mine, secret: toBase64Url(random(32)) }));
    for (const one of [table, guest]) {
      const sight = await until(one, isAt('betekenis', 'praten'));
      expect(shows(sight).cards?.toSorted()).toEqual([
        ['Anouk', 'up', ['fijn']],
        ['Bilal', 'up', ['lastig']],
        ['Eva', 'broken', undefined],
      ]);
    }
    sitting.close();
  });

  it('[REV1] [REV4] does not swap her closed card by what a second device wrote as if long ago', async () => {
    const sitting = await sitWithEva('betekenis');
    const { table, guest, evas, evaWrites, give } = sitting;
    const [mine, spare, other] = [toCardId(random(16)), toCardId(random(16)), toCardId(random(16))];
    await table.lay('betekenis', { symbols: ['fijn'] });
    await guest.lay('betekenis', { symbols: ['lastig'] });
    await evaWrites(event(await closedBy(evas, mine, atBetekenis)));
    for (const one of [table, guest]) await until(one, isAt('betekenis', 'omdraaien'));
    await evaWrites(readyWith(mine));
    for (const one of [table, guest]) expect(await one.turn('betekenis')).toMatchObject({ ok: true });
    for (const one of [table, guest]) {
      await until(
        one,
        ({ view }) =>
          view?.shown?.spots[0]?.cards.some(({ isMine, face }) => isMine && face === 'down') === true,
      );
    }
    await evaWrites();
    const expectHers = (...cards: readonly (readonly [CardId, readonly string[], boolean])[]) => {
      for (const one of [table, guest]) {
        const seen = one.see().view?.shown?.spots[0]?.cards.filter(({ owner }) => owner.name === 'Eva');
        expect(new Set(seen?.map(({ cardId, content, later }) => [cardId, content?.symbols, later]))).toEqual(
          new Set(cards),
        );
      }
    };
    // Both have given their secrets. Now she knows what they say, and wishes that she had said something else.
    const turns = async (cardId: CardId) =>
      event({ type: 'turn', cardId, secret: await secretOf(evas.keys(), cardId) });
    const swapped = event(await closedBy(evas, mine, atBetekenis, 'lastig'));
    give(...(await asIfLongAgo(evas, [swapped, await turns(mine)])));
    await evaWrites(await turns(mine));
    for (const one of [table, guest]) await until(one, isAt('betekenis', 'praten'));
    expectHers([mine, ['fijn'], false]);
    // Another one beside it: then neither is known to have been the first, and both say so.
    const closed = event(await closedBy(evas, spare, atBetekenis, 'lastig'));
    give(...(await asIfLongAgo(evas, [closed, readyWith(spare), await turns(spare)])));
    const content = { symbols: ['haast'] };
    give(...(await asIfLongAgo(evas, [event({ type: 'lay', cardId: other, at: atBetekenis, content })])));
    await bothGoOn(sitting);
    expectHers([mine, ['fijn'], true], [spare, ['lastig'], true], [other, ['haast'], true]);
    sitting.close();
  });

  it('[AGR1] makes no agreement with other words or without all, and withdraws only visibly', async () => {
    const sitting = await sitWithEva('afspraak');
    const { table, guest, evas, evaWrites } = sitting;
    const me = guest.see().view?.me.id as ParticipantId;
    const content = { symbols: [], text: 'Ik bel op maandag', pile: 'anders', who: me } as const;
    expect(await guest.lay('dit-doen-we', content)).toMatchObject({ ok: true });
    const laid = await until(table, (sight) => shows(sight).cards?.length === 1);
    const cardId = laid.view?.shown?.spots[0]?.cards[0]?.cardId;
    if (!cardId) throw new Error('nothing lies there');
    const key = cardKey(me, cardId);
    const needs = [me, evas.me, laid.view?.me.id as ParticipantId].sort();
    const hand = { type: 'agree', card: { owner: me, cardId }, round: 1, needs, content, yes: true } as const;
    for (const one of [table, guest]) await one.agree(key, true);
    await expectNoEffect(sitting, () =>
      evaWrites(
        event({ ...hand, needs: [me, evas.me].sort() }),
        event({ ...hand, card: { owner: evas.me, cardId } }),
        event({ ...hand, content: { ...content, text: 'Ik bel elke dag' } }),
      ),
    );
    expect(guest.see().view?.agreements).toEqual([]);
    await evaWrites(event(hand));
    for (const one of [table, guest]) {
      const sight = await until(one, ({ view }) => view?.agreements.length === 1);
      expect(sight.view?.agreements[0]?.content).toEqual(content);
    }
    await evaWrites(event({ ...hand, content: { ...content, text: 'Ik bel elke dag' } }));
    for (const one of [table, guest]) await until(one, ({ view }) => view?.agreements.length === 0);
    expect(guest.see().view?.shown?.spots[0]?.cards[0]?.content).toEqual(content);
    sitting.close();
  });
});

const atStrook = { round: 1, lap: 1, spot: 'strook' };
const atBetekenis = { round: 1, lap: 1, spot: 'betekenis' };

function event(body: TableEvent): Writing {
  return { kind: 'event', body };
}

/** Bilal lays an open card, and Eva's app holds it. */
async function layOpen({ table, guest, evaWrites }: Sitting): Promise<{ readonly cardId: CardId }> {
  await guest.lay('strook', { symbols: ['brief'] });
  const sight = await until(table, (one) => shows(one).cards?.length === 1);
  await evaWrites();
  const cardId = sight.view?.shown?.spots[0]?.cards[0]?.cardId;
  if (!cardId) throw new Error('nothing lies there');
  return { cardId };
}

async function closedBy(evas: Room, cardId: CardId, at: typeof atStrook, symbol = 'fijn') {
  return closeContent(evas.keys(), evas.me, { cardId, at, content: { symbols: [symbol] } }, random);
}

function readyWith(cardId: CardId): Writing {
  return { kind: 'ready', body: { type: 'ready', at: atBetekenis, cardIds: [cardId] } };
}

/** A chain of a device of hers that says it had heard of nothing but how the table began. */
async function asIfLongAgo(evas: Room, writings: readonly Writing[]): Promise<readonly Entry[]> {
  const genesis = evas.log.placed().find(({ header }) => header.kind === 'genesis');
  if (!genesis) throw new Error('this table did not begin');
  const deviceId = random(8);
  const sealed: Received[] = [];
  for (const [seq, writing] of writings.entries()) {
    if (!('body' in writing)) continue;
    const seen = seq === 0 ? [{ ...genesis.header, hash: genesis.hash }] : [];
    const header = ownHeader(evas, {
      kind: writing.kind,
      deviceId,
      seq,
      prev: sealed.at(-1)?.hash ?? FIRST_PREV,
      seen,
    });
    sealed.push(await sealEntry(evas.keys(), header, JSON.stringify(writing.body), random));
  }
  return sealed.map(({ entry }) => entry);
}

/** The last of what somebody wrote, as Eva's app holds it. */
function lastOf(evas: Room, table: Table): Placed {
  const id = table.see().view?.me.id;
  const last = evas.log.placed().findLast(({ header }) => toBase64Url(header.participantId) === id);
  if (!last) throw new Error('nothing was written');
  return last;
}

function ownHeader(evas: Room, place: Partial<Header>): Header {
  const { roomId } = evas.keys();
  const base = { kind: 'event', roomId, participantId: idBytes(evas.me), seq: 0, prev: FIRST_PREV } as const;
  return { ...base, deviceId: random(8), seen: [], ...place };
}

function momentOf(table: Table) {
  const at = table.see().view?.shown?.at;
  if (!at) throw new Error('the table stands nowhere');
  return at;
}

function formatNamed(id: string) {
  const format = publishedFormats.find((one) => one.id === id);
  if (!format) throw new Error(`no such format: ${id}`);
  return format;
}
