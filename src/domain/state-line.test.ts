import { expect, it } from 'vitest';
import type { Format } from './format.ts';
import { samenleergesprek } from './formats/samenleergesprek.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { cardKey } from './ids.ts';
import { anouk, bilal, type Player } from './testing/cast.ts';
import { contentFor, goOnTo, goOnTogether, placeOf } from './testing/play.ts';
import { createTable, type Table } from './testing/table.ts';

/** The line under the table, of Anouk and of Bilal. */
function linesOf(table: Table): string {
  return [anouk, bilal]
    .map((who) => {
      const state = table.view(who).shown?.state;
      return state && 'who' in state ? `${state.id} ${state.who.id.replaceAll('_', '')}` : state?.id;
    })
    .join(' / ');
}

/** Lays all that somebody may lay here; looking back, one card about each own part. */
function layAll(table: Table, who: Player): void {
  const view = table.view(who);
  const parts = view.agreements.filter(({ content }) => content.who === who.id).map(({ card }) => card);
  for (const { spot, mayLay } of view.shown?.spots ?? []) {
    if (!mayLay) continue;
    const about = spot.fields?.includes('about') ? parts : Array.from({ length: spot.atMost }, () => '');
    for (const part of about) layAt(table, who, spot.id, part);
  }
}

function layAt(table: Table, who: Player, spotId: string, about: string): void {
  const here = table.view(who).shown?.spots.find(({ spot }) => spot.id === spotId);
  if (!here?.mayLay) return;
  const laid = table.lay(who, spotId, {
    ...contentFor(here.spot, here.decks, who, 1),
    ...(about && { about }),
  });
  if (!laid.ok) throw new Error(`${spotId}: ${laid.error}`);
}

/** Everybody says yes to whatever is proposed. */
function agreeToAll(table: Table): void {
  for (const { spot, cards } of table.view(anouk).shown?.spots ?? []) {
    if (!spot.proposals) continue;
    for (const { key } of cards) for (const who of [anouk, bilal]) table.agree(who, key);
  }
}

/** At each beat of two conversations: what the lines say before anything lies there, and when nothing more is to be laid. */
function linesOnTheWay(format: Format): readonly string[] {
  const table = createTable([anouk, bilal], format, { formats: [format] });
  const seen = new Map<string, string>();
  const walk = () => {
    while (table.position().is === 'at') {
      const place = placeOf(table);
      const before = linesOf(table);
      for (const who of [anouk, bilal]) layAll(table, who);
      agreeToAll(table);
      const isHere = placeOf(table) === place;
      seen.set(`${place}: ${before}`, isHere ? linesOf(table) : 'goes on');
      if (isHere) goOnTogether(table);
    }
  };
  walk();
  table.beginRound(format);
  walk();
  return [...seen].map(([before, after]) =>
    before.endsWith(`: ${after}`) ? before : `${before} → ${after}`,
  );
}

it('says in every beat of the short conversation who has something left to do', () => {
  expect(linesOnTheWay(samenleergesprekKort)).toMatchInlineSnapshot(`
    [
      "plaatjes praten: talk / talk",
      "beloftes praten: talk / talk",
      "oefenen kiezen: you-choose / you-choose → goes on",
      "oefenen omdraaien: turn-together / turn-together",
      "oefenen praten: talk / talk",
      "moment kiezen: you-listen / you-choose → you-listen / may-go-on",
      "betekenis kiezen: you-choose / you-choose → goes on",
      "betekenis omdraaien: turn-together / turn-together",
      "betekenis praten: talk / talk",
      "afspraak kiezen: you-choose / you-choose → may-go-on / may-go-on",
      "nog-iets praten: talk-or-lay / talk-or-lay → talk / talk",
      "terugkijken praten: talk-or-lay / talk-or-lay → talk / talk",
    ]
  `);
});

it('says in every beat of the whole conversation who has something left to do', () => {
  expect(linesOnTheWay(samenleergesprek)).toMatchInlineSnapshot(`
    [
      "plaatjes praten: talk / talk",
      "beloftes praten: talk / talk",
      "oefenen kiezen: you-choose / you-choose → goes on",
      "oefenen omdraaien: turn-together / turn-together",
      "oefenen praten: talk / talk",
      "hoe-gaat-het praten: talk-or-lay / talk-or-lay → talk / talk",
      "thema kiezen: they-choose bilal / you-choose → may-go-on / may-go-on",
      "moment kiezen: you-listen / you-choose → you-listen / may-go-on",
      "betekenis kiezen: you-choose / you-choose → goes on",
      "betekenis omdraaien: turn-together / turn-together",
      "betekenis praten: talk / talk",
      "luisterbeurt praten: talk / talk",
      "bedoeld-vraag kiezen: you-choose / you-choose",
      "bedoeld kiezen: you-choose / you-choose → goes on",
      "bedoeld omdraaien: turn-together / turn-together",
      "bedoeld praten: talk / talk",
      "afspraak kiezen: you-choose / you-choose → may-go-on / may-go-on",
      "nog-iets praten: talk-or-lay / talk-or-lay → talk / talk",
      "meenemen praten: talk-or-lay / talk-or-lay → talk / talk",
      "terugkijken praten: talk-or-lay / talk-or-lay → talk / talk",
    ]
  `);
});

it('[AGR1] asks who has not answered a proposal, and nobody any more once all said yes', () => {
  const table = createTable([anouk, bilal], samenleergesprekKort);
  goOnTo(table, 'afspraak');
  const laid = table.lay(anouk, 'dit-doen-we', { symbols: ['meer-tijd'], pile: 'anders', who: anouk.id });
  if (!laid.ok) throw new Error(laid.error);
  const key = cardKey(anouk.id, laid.value);
  expect(linesOf(table)).toBe('you-choose / you-choose');
  table.agree(anouk, key);
  expect(linesOf(table)).toBe('laid-they-choose bilal / you-choose');
  table.agree(bilal, key);
  expect(linesOf(table)).toBe('may-go-on / may-go-on');
  table.agree(bilal, key, false);
  expect(linesOf(table)).toBe('laid-they-choose bilal / you-choose');
});

it('looking back, says that they may lay only to who has a part in what was agreed', () => {
  const table = createTable([anouk, bilal], samenleergesprekKort);
  goOnTo(table, 'afspraak');
  const laid = table.lay(anouk, 'dit-doen-we', { symbols: ['meer-tijd'], pile: 'anders', who: anouk.id });
  if (!laid.ok) throw new Error(laid.error);
  for (const who of [anouk, bilal]) table.agree(who, cardKey(anouk.id, laid.value));
  while (table.position().is === 'at') goOnTogether(table);
  table.beginRound(samenleergesprekKort);
  goOnTo(table, 'terugkijken');
  expect(linesOf(table)).toBe('talk-or-lay / talk');
});
