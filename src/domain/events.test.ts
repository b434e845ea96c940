import { describe, expect, it } from 'vitest';
import {
  chainKey,
  compareEvents,
  eventText,
  parseEvent,
  type TableEvent,
  type VerifiedEvent,
} from './events.ts';
import { anyEvent } from './testing/any-event.ts';
import { anouk, bilal, cardNumber, onTablet } from './testing/cast.ts';
import { fc } from './testing/seeded.ts';

const event = anyEvent([anouk.id, bilal.id], [cardNumber(0), cardNumber(1)]);
const at = { round: 1, lap: 1, spot: 'strook' };
const cardId = cardNumber(0);

describe('an event', () => {
  it('comes back from its text as it was', () => {
    fc.assert(
      fc.property(event, (body) => {
        expect(parseEvent(eventText(body))).toEqual(body);
      }),
      { numRuns: 500 },
    );
  });

  it('is not read with one field more, one less, or one of another kind', () => {
    const strange = fc.constantFrom<unknown>(null, true, -1, 0.5, '', '<b>', [], {}, undefined);
    fc.assert(
      fc.property(event, fc.nat(), strange, (body, index, value) => {
        const fields = Object.keys(body).filter((field) => field !== 'name');
        const field = fields[index % fields.length] ?? 'type';
        expect(parseEvent(JSON.stringify({ ...body, more: 1 }))).toBeUndefined();
        const changed = JSON.stringify({ ...body, [field]: value });
        const parsed = parseEvent(changed);
        // Some values fit some fields; then the event says just that.
        if (parsed) expect(JSON.parse(changed)).toEqual(JSON.parse(eventText(parsed)));
        else expect(parsed).toBeUndefined();
      }),
    );
  });

  it('[ENV5] never makes reading throw, whatever the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      event.map((body) => eventText(body).slice(1)),
      event.map((body) => JSON.stringify({ ...body, __proto__: body })),
    );
    fc.assert(
      fc.property(texts, (text) => {
        parseEvent(text);
      }),
    );
    expect(parseEvent('['.repeat(100_000))).toBeUndefined();
    expect(parseEvent('{"type":"lay","content":'.repeat(20_000))).toBeUndefined();
    expect(parseEvent('{"__proto__":{"type":"stop","round":1}}')).toBeUndefined();
  });

  it('[ENV2] holds no more than a card may hold', () => {
    const laid = (text: string): TableEvent => ({ type: 'lay', cardId, at, content: { symbols: [], text } });
    expect(parseEvent(eventText(laid('x'.repeat(3900))))).toBeDefined();
    expect(parseEvent(eventText(laid('x'.repeat(4000))))).toBeUndefined();
    expect(parseEvent(eventText(laid('é'.repeat(2000))))).toBeUndefined();
    const agreed = {
      type: 'agree',
      card: { owner: anouk.id, cardId },
      round: 1,
      needs: [anouk.id],
      yes: true,
    };
    expect(
      parseEvent(JSON.stringify({ ...agreed, content: { symbols: [], text: 'é'.repeat(2000) } })),
    ).toBeUndefined();
  });

  it('[ENV2] fits an envelope of 16 KiB with the largest that each field may hold', () => {
    const people = Array.from({ length: 12 }, () => anouk.id);
    const largest: readonly TableEvent[] = [
      { type: 'lay-closed', cardId, at, box: 'A'.repeat(8192), commitment: 'A'.repeat(43) },
      { type: 'ready', at, cardIds: Array.from({ length: 8 }, () => cardId) },
      {
        type: 'agree',
        card: { owner: anouk.id, cardId },
        round: 1,
        needs: people,
        content: { symbols: [], text: 'x'.repeat(3970) },
        yes: true,
      },
    ];
    for (const body of largest) {
      expect(parseEvent(eventText(body))).toEqual(body);
      expect(eventText(body).length).toBeLessThan(16 * 1024 - 4);
    }
  });

  it('trims a name, and an empty one is none', () => {
    const named = (name: string) => parseEvent(JSON.stringify({ type: 'profile', picture: 'zon', name }));
    expect(named(' Anouk ')).toMatchObject({ name: 'Anouk' });
    expect(named('  ')).toBeUndefined();
    expect(named('x'.repeat(61))).toBeUndefined();
  });

  it('never says who did it: nobody can put another name on it [OWN1]', () => {
    expect(parseEvent(JSON.stringify({ type: 'take-back', cardId, by: bilal.id }))).toBeUndefined();
  });
});

describe('the order of events [ENV4]', () => {
  const placed = (who: typeof anouk, seq: number, lamport: number): VerifiedEvent => ({
    by: who.id,
    device: who.device,
    seq,
    lamport,
    past: new Map(),
    body: { type: 'take-back', cardId },
  });

  it('is by Lamport number, then participant, device and place in the chain', () => {
    const events = [
      placed(bilal, 0, 1),
      placed(anouk, 7, 2),
      placed(onTablet(anouk), 0, 2),
      placed(onTablet(anouk), 1, 2),
      placed(bilal, 1, 2),
    ];
    expect([...events].reverse().sort(compareEvents)).toEqual(events);
  });

  it('finds only an event itself equal', () => {
    expect(compareEvents(placed(anouk, 1, 1), placed(anouk, 1, 1))).toBe(0);
    expect(compareEvents(placed(anouk, 1, 1), placed(onTablet(anouk), 1, 1))).not.toBe(0);
  });

  it('has one key for each chain', () => {
    expect(chainKey(anouk.id, anouk.device)).not.toBe(chainKey(anouk.id, onTablet(anouk).device));
  });
});
