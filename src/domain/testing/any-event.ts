import type { CardContent } from '../card-content.ts';
import { decks, peoplePictures } from '../decks.ts';
import type { Place, TableEvent } from '../events.ts';
import type { CardId, ParticipantId } from '../ids.ts';
import { cardNumber } from './cast.ts';
import { fc } from './seeded.ts';

/** Any event that an app could write, altered or not; ids come from a few, so that events meet. */

const symbol = fc.constantFrom<string>(...Object.values(decks).flatMap((deck) => deck.symbols));
const words = fc.string({ minLength: 1, maxLength: 80, unit: 'binary' });

/** Leaves out fields that are not there, as JSON does. */
function record<Fields extends object>(fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }) {
  return fc.record(fields, { noNullPrototype: true });
}

export function anyContent(people: readonly ParticipantId[]): fc.Arbitrary<CardContent> {
  return fc.record(
    {
      symbols: fc.array(symbol, { maxLength: 3 }),
      text: words,
      who: fc.constantFrom(...people, 'samen' as const, 'iemand-anders' as const),
      place: fc.nat({ max: 99 }),
      pile: fc.constantFrom('houden' as const, 'anders' as const),
      when: fc.constantFrom(...decks.wanneer.symbols),
      about: fc.constantFrom(...people.map((person) => `${person}/${cardNumber(0)}`)),
    },
    { requiredKeys: ['symbols'], noNullPrototype: true },
  );
}

export function anyEvent(
  people: readonly ParticipantId[],
  cardIds: readonly CardId[],
  spots: readonly string[] = ['betekenis', 'strook'],
): fc.Arbitrary<TableEvent> {
  const who = fc.constantFrom(...people);
  const cardId = fc.constantFrom(...cardIds);
  const round = fc.constantFrom(1, 2);
  const lap = fc.constantFrom(1, 2);
  const at = record({ round, lap, spot: fc.constantFrom(...spots) });
  const moment = record({
    round,
    lap,
    step: fc.constantFrom('oefenen', 'betekenis'),
    beat: fc.nat({ max: 2 }),
  });
  const content = anyContent(people);
  const name = fc.constantFrom('Anouk', 'Bilal', 'Noor');
  const text = fc.constantFrom('AAAA', 'BBBB_-');
  const type = <Type extends string>(is: Type) => fc.constant(is);
  return fc.oneof(
    record({
      type: type('round'),
      number: round,
      format: record({ id: type('samenleergesprek'), version: fc.constantFrom(1, 2), hash: text }),
    }),
    fc.record(
      { type: type('profile'), name, picture: fc.constantFrom(...peoplePictures) },
      { requiredKeys: ['type', 'picture'], noNullPrototype: true },
    ),
    record({
      type: type('consent'),
      text: fc.constantFrom('meedoen', 'onderzoek'),
      version: fc.constantFrom('A'.repeat(43), 'B'.repeat(43)),
      given: fc.boolean(),
    }),
    record({ type: type('third'), who: fc.constantFrom('tolk' as const, 'familie' as const, null) }),
    record({ type: type('lay'), cardId, at, content }),
    record({ type: type('lay-closed'), cardId, at, box: text, commitment: text }),
    record({ type: type('ready'), at, cardIds: fc.array(cardId, { minLength: 1, maxLength: 2 }) }),
    record({ type: type('turn'), cardId, secret: text }),
    record({ type: type('take-back'), cardId }),
    record({ type: type('go-on'), at: moment, want: fc.boolean() }),
    record({ type: type('choose'), round, lap, choice: type('wie-begint'), value: who }),
    record({
      type: type('agree'),
      card: record({ owner: who, cardId }),
      round,
      needs: fc.array(who, { minLength: 1, maxLength: 3 }),
      content,
      yes: fc.boolean(),
    }),
    record({ type: type('pause'), round, on: fc.boolean() }),
    record({ type: type('stop'), round }),
    record({ type: type('without'), participant: who, at: moment }),
    record({
      type: type('blank-mine'),
      picture: fc.constantFrom(...peoplePictures),
    }),
  );
}

/** What happens to one card at one place: where events of two devices and two people meet most. */
export function anyCardEvent(cardId: CardId, at: Place): fc.Arbitrary<TableEvent> {
  return fc.constantFrom<TableEvent>(
    { type: 'lay-closed', cardId, at, box: 'dicht', commitment: 'vast' },
    { type: 'ready', at, cardIds: [cardId] },
    { type: 'turn', cardId, secret: 'geheim' },
    { type: 'take-back', cardId },
    { type: 'lay', cardId, at, content: { symbols: ['fijn'] } },
  );
}
