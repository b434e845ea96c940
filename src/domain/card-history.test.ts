import { beforeEach, describe, expect, it } from 'vitest';
import type { CardContent } from './card-content.ts';
import type { Card } from './card-history.ts';
import { follows, inChain, type Opened, spotKey, type TableEvent, type VerifiedEvent } from './events.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { type CardId, cardKey } from './ids.ts';
import { foldRoom, readyKey } from './room-state.ts';
import { anouk, bilal, cardNumber, onTablet, type Player } from './testing/cast.ts';
import { fc } from './testing/seeded.ts';
import { createTable, type Table } from './testing/table.ts';

/**
 * Bilal has two devices. What one does without the other may be chance, or an altered app that writes now as if
 * long ago: nobody can tell, so neither changes what he closed when the others saw him ready [REV1] [REV4].
 */
const x = cardNumber(0);
const y = cardNumber(1);
const at = { round: 1, lap: 1, spot: 'betekenis' };
const fijn: CardContent = { symbols: ['fijn'] };
const lastig: CardContent = { symbols: ['lastig'] };
const tablet = onTablet(bilal);
const home: Player = { ...tablet, id: 'bilal-thuis'.padEnd(22, '_') as Player['id'], from: bilal.id };

const layClosed = (cardId: CardId, commitment = 'vast'): TableEvent => ({
  type: 'lay-closed',
  cardId,
  at,
  box: 'dicht',
  commitment,
});
const ready = (...cardIds: CardId[]): TableEvent => ({ type: 'ready', at, cardIds });
const takeBack = (cardId: CardId): TableEvent => ({ type: 'take-back', cardId });

describe('what somebody closed before the others turned', () => {
  let table: Table;
  let laid: VerifiedEvent;

  /** Until now his other devices have heard of nothing; Bilal was ready with `x` on his phone, and Anouk has turned. */
  beforeEach(() => {
    table = createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
    for (const one of [tablet, home]) table.setApart(one);
    for (const who of [anouk, bilal]) table.write(who, { type: 'third', who: null });
    laid = table.write(bilal, layClosed(x));
    table.write(anouk, layClosed(x));
    for (const who of [anouk, bilal]) table.write(who, ready(x));
    table.turnCard(anouk, x, fijn);
  });

  function cardOf(owner: Player, cardId: CardId, events = table.events()): Card | undefined {
    return foldRoom(table.roster, events).cards.get(cardKey(owner.id, cardId));
  }

  /** Opens `x` as it was laid on either device. */
  function turnEither(other: VerifiedEvent): void {
    table.write(bilal, { type: 'turn', cardId: x, secret: 'geheim' }, [
      { laid: inChain(other), content: lastig },
      { laid: inChain(laid), content: fijn },
    ]);
  }

  it('is what turns, whatever is laid elsewhere under its id', () => {
    const other = table.write(tablet, layClosed(x, 'anders'));
    expect(other.lamport).toBeLessThan(laid.lamport);
    table.bringTogether();
    turnEither(other);
    expect(cardOf(bilal, x)).toMatchObject({ face: 'turned', content: fijn, later: false });
  });

  it('is not opened by what is laid open elsewhere under its id', () => {
    table.write(tablet, { type: 'lay', cardId: x, at, content: lastig });
    table.bringTogether();
    expect(cardOf(bilal, x)).toMatchObject({ face: 'closed', fixed: true });
    table.turnCard(bilal, x, fijn);
    expect(cardOf(bilal, x)).toMatchObject({ face: 'turned', content: fijn, later: false });
  });

  it('says nothing at all when another under its id was closed elsewhere: nobody knows which of the two it is', () => {
    const other = table.write(tablet, layClosed(x, 'anders'));
    table.write(tablet, ready(x));
    table.bringTogether();
    turnEither(other);
    expect(cardOf(bilal, x)).toMatchObject({ face: 'broken' });
    expect(cardOf(bilal, x)).not.toHaveProperty('content');
  });

  it('is the same card when two devices closed the same', () => {
    const other = table.write(tablet, layClosed(x));
    table.write(tablet, ready(x));
    table.bringTogether();
    table.write(bilal, { type: 'turn', cardId: x, secret: 'geheim' }, [
      { laid: inChain(other), content: fijn },
      { laid: inChain(laid), content: fijn },
    ]);
    expect(cardOf(bilal, x)).toMatchObject({ face: 'turned', content: fijn, later: false });
  });

  it('can be taken back on a device that had not heard that he was ready; what is closed there instead comes later', () => {
    table = createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
    table.write(bilal, layClosed(x));
    table.setApart(tablet);
    for (const body of [takeBack(x), layClosed(y), ready(y)]) table.write(tablet, body);
    table.write(bilal, ready(x));
    table.bringTogether();
    table.turnCard(bilal, y, lastig);
    expect(cardOf(bilal, x)?.face).toBe('taken-back');
    expect(cardOf(bilal, y)).toMatchObject({ face: 'turned', content: lastig, later: true });
  });

  it('is not joined by another that he closed elsewhere, but as one that comes later', () => {
    table.write(tablet, layClosed(y));
    table.write(tablet, ready(y));
    table.turnCard(tablet, y, lastig);
    table.bringTogether();
    expect(cardOf(bilal, y)).toMatchObject({ face: 'turned', content: lastig, later: true });
    expect(cardOf(bilal, x)).toMatchObject({ face: 'closed', fixed: true });
  });

  it('is not joined by an open one from elsewhere, but as one that comes later', () => {
    table.write(tablet, { type: 'lay', cardId: y, at, content: lastig });
    table.bringTogether();
    expect(cardOf(bilal, y)).toMatchObject({ face: 'open', later: true });
  });

  it('[TAB1] is not joined by what he closes where he took the table home, but as one that comes later', () => {
    table.seat(anouk, bilal, home);
    table.write(home, layClosed(y));
    table.write(home, ready(y));
    table.turnCard(home, y, lastig);
    table.write(home, { type: 'lay', cardId: x, at, content: lastig });
    table.bringTogether();
    for (const card of [x, y]) expect(cardOf(home, card)).toMatchObject({ content: lastig, later: true });
  });

  it('leaves its mark also when nobody can read it any more: what comes in its place comes later', () => {
    table.write(tablet, layClosed(y));
    table.write(tablet, ready(y));
    table.turnCard(tablet, y, lastig);
    table.bringTogether();
    const events = table.events().filter((event) => event !== laid);
    expect(cardOf(bilal, y, events)).toMatchObject({ face: 'turned', later: true });
  });
});

describe('[REV1] [REV4] whatever somebody writes, on whichever of their devices', () => {
  type Act = {
    readonly who: Player;
    readonly does: 'closed' | 'open' | 'ready' | 'turn' | 'back' | 'meet';
    readonly card: CardId;
  };
  /** Of Bilal too; whatever it has heard, it names nothing but its own, so it writes as if long ago. */
  const secretive: Player = { ...bilal, device: 'geheim'.padEnd(11, '_') as Player['device'] };
  const devices = [anouk, bilal, tablet, secretive];
  const anyActs = (maxLength: number): fc.Arbitrary<readonly Act[]> =>
    fc.array(
      fc.record({
        who: fc.constantFrom(...devices),
        does: fc.constantFrom('closed', 'closed', 'open', 'ready', 'ready', 'turn', 'turn', 'back', 'meet'),
        card: fc.constantFrom(x, y),
      }),
      { maxLength, size: 'max' },
    );
  /** Both lay, are ready and turn, with anything at all in between and afterwards. */
  const inTurn: readonly Act[] = (['closed', 'meet', 'ready', 'meet', 'turn'] as const).flatMap((does) =>
    [anouk, bilal].map((who) => ({ who, does, card: x })),
  );
  const anyTable = fc
    .tuple(fc.array(anyActs(2), { minLength: inTurn.length, maxLength: inTurn.length }), anyActs(20))
    .map(([between, after]) => [
      ...inTurn.flatMap((act, index) => [...(between[index] ?? []), act]),
      ...after,
    ]);

  /** What an envelope laid, by words that no other one has. */
  function wordsOf({ body }: VerifiedEvent): string | undefined {
    if (body.type === 'lay-closed') return body.commitment;
    return body.type === 'lay' ? body.content.text : undefined;
  }

  /** Nobody hears the others until they meet. */
  function play(acts: readonly Act[]): Table {
    const table = createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
    const part = () => {
      for (const one of devices) table.setApart(one);
    };
    part();
    for (const [index, { who, does, card }] of acts.entries()) {
      const words = `woord-${index}`;
      if (does === 'meet') {
        table.bringTogether();
        part();
      } else if (does === 'closed') table.write(who, layClosed(card, words));
      else if (does === 'open')
        table.write(who, { type: 'lay', cardId: card, at, content: { symbols: [], text: words } });
      else if (does === 'ready') table.write(who, ready(card));
      else if (does === 'back') table.write(who, takeBack(card));
      else table.write(who, { type: 'turn', cardId: card, secret: 'geheim' }, openedBy(table, who, card));
    }
    table.bringTogether();
    return table;
  }

  function openedBy(table: Table, who: Player, card: CardId): readonly Opened[] {
    return table.heardBy(who).flatMap((event) => {
      const isIt = event.by === who.id && event.body.type === 'lay-closed' && event.body.cardId === card;
      return isIt ? [{ laid: inChain(event), content: { symbols: [], text: wordsOf(event) ?? '' } }] : [];
    });
  }

  function asIfLongAgo(event: VerifiedEvent): VerifiedEvent {
    if (event.device !== secretive.device) return event;
    const { chain, seq } = inChain(event);
    const past = new Map([...event.past].filter(([one]) => one === chain));
    const opened = event.opened?.filter(({ laid }) => laid.chain === chain);
    return { ...event, lamport: 2 + seq, past, ...(opened && { opened }) };
  }

  it('what they show without the mark lay there when another turned for it', () => {
    let shownAfterTurning = 0;
    fc.assert(
      fc.property(anyTable, (acts) => {
        const { roster, events: written } = play(acts);
        const events = written().map(asIfLongAgo);
        const cards = [...foldRoom(roster, events).cards.values()];
        const shown = cards.filter(({ owner, content, later }) => owner === bilal.id && content && !later);
        for (const turned of events.filter(({ by, body }) => by === anouk.id && body.type === 'turn')) {
          const heard = events.filter((event) => follows(turned, inChain(event)));
          const { turnedSpots, ready: areReady } = foldRoom(roster, heard);
          if (!turnedSpots.has(spotKey(at)) || !areReady.has(readyKey(at, bilal.id))) continue;
          shownAfterTurning += shown.length;
          const lay = heard.flatMap((event) => wordsOf(event) ?? []);
          for (const { content } of shown) expect(lay).toContain(content?.text);
        }
      }),
      { numRuns: 1000 },
    );
    expect(shownAfterTurning).toBeGreaterThan(100);
  });
});
