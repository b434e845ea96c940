import { render } from 'preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, expect, it, vi } from 'vitest';
import nl from '#content/nl.json';
import { createTexts } from '#content/texts.ts';
import type { Table, TableSight } from '#device/table.ts';
import type { UnlaidCard } from '#device/unlaid-cards.ts';
import type { CardId } from '#domain/ids.ts';
import { ok } from '#domain/result.ts';
import { anouk, bilal, chantal, daan, eva, type Player } from '#domain/testing/cast.ts';
import { kringVanVijf } from '#domain/testing/kring-van-vijf.ts';
import { createTable } from '#domain/testing/table.ts';
import { Acting } from '../acting.tsx';
import { TextsContext } from '../components/texts.tsx';
import { TablePage } from './table-page.tsx';

const professionals = [anouk, { ...bilal, role: 'professional' as const }, daan, eva];
const everyone = [chantal, ...professionals];
const names = ['Chantal', 'Anouk', 'Bilal', 'Daan', 'Eva'];
const pictures = ['berg', 'boom', 'zon', 'boot', 'vis'] as const;
/** Words of a format that is only there for tests. */
const texts = createTexts('nl', { ...nl, 'choice.inbrenger.other': 'Vertel jij maar, {name}' });

/** One table without keys or network, and a screen for each of the five in one page. */
function fiveScreens() {
  const table = createTable(everyone, kringVanVijf);
  everyone.forEach((who, index) => {
    table.write(who, { type: 'profile', name: names[index] ?? '', picture: pictures[index] ?? 'zon' });
  });
  const listeners = new Set<() => void>();
  const boxes = everyone.map((who) => {
    const box = document.createElement('div');
    document.body.append(box);
    render(
      <TextsContext.Provider value={texts}>
        <LocationProvider>
          <Acting>
            <TablePage table={seatOf(table, who, listeners)} />
          </Acting>
        </LocationProvider>
      </TextsContext.Provider>,
      box,
    );
    return box;
  });
  return { table, boxes };
}

/** The table as a screen knows it; of what a device does beside it, nothing is asked here. */
function seatOf(table: ReturnType<typeof createTable>, who: Player, listeners: Set<() => void>): Table {
  const told = async <Outcome,>(outcome: Outcome) => {
    for (const listener of listeners) listener();
    return outcome;
  };
  const sight: Omit<TableSight, 'view'> = {
    ...{
      unknownFormat: false,
      kept: [],
      ownSpot: undefined,
      saved: 'server',
      isConnected: true,
      sharesTablet: false,
      tabletSeat: undefined,
      isTakenHome: false,
      fromTablet: [],
      trouble: undefined,
    },
    ...{ here: [], away: [], pictures: undefined, seatAttempts: 1, mySeat: 'taken', isChairRevoked: false },
    ...{ asksMyHand: [], awaitsHand: false, iOpened: false, mayBeginAnew: false, mustBeginAnew: false },
    ...{ mayErase: false, lastOn: 0, leavesOn: 0 },
    ...{ isPast: false, missingFrom: [], brokenBy: [], hasKey: false, asksToKeepKey: false },
    ...{ movedDevice: [], copyWrote: false },
  };
  let begun = 0;
  let unlaid: readonly UnlaidCard[] = [];
  const seat: Partial<Table> = {
    see: () => ({ ...sight, view: table.view(who) }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unlaid: {
      newId: () => `${++begun}`.padStart(22, '0') as CardId,
      list: () => unlaid,
      isKept: () => true,
      keep: (cards) => {
        unlaid = cards;
        return told(undefined);
      },
    },
    beHere: () => undefined,
    lookAt: () => undefined,
    lay: (spot, content) => {
      const laid = table.lay(who, spot, content);
      return told(laid.ok ? ok(true) : laid);
    },
    turn: (spot) => told(table.beReady(who, spot)),
    goOn: (want) => told(table.goOn(who, want)),
    choose: (choice, value) => told(table.choose(who, choice, value)),
    agree: (card, yes) => told(table.agree(who, card, yes)),
    blankMine: () => {
      table.write(who, { type: 'blank-mine', picture: table.view(who).me.picture });
      return told(ok(true));
    },
  };
  // Whatever else a screen might ask for is not there, and would fail this test.
  return seat as Table;
}

async function tap(box: HTMLElement, name: string): Promise<void> {
  const button = await vi.waitFor(() => {
    const found = [...box.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name);
    if (!found) throw new Error(`no button ${name} among: ${box.innerText}`);
    return found;
  });
  button.click();
}

async function write(box: HTMLElement, words: string): Promise<void> {
  await tap(box, 'Zelf schrijven');
  const field = await vi.waitFor(() => {
    const found = box.querySelector('textarea');
    if (!found) throw new Error('nowhere to write');
    return found;
  });
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

afterEach(() => {
  document.body.replaceChildren();
});

it('[REV2] [AGR1] the screens of five people lay, turn together and agree, each naming the four others', async () => {
  const { boxes } = fiveScreens();
  const [hers, ...others] = boxes;
  const [anouks] = others;
  if (!hers || !anouks) throw new Error('five people sit here');
  const all = async (act: (box: HTMLElement) => Promise<void>) => {
    for (const box of boxes) await act(box);
  };

  await tap(hers, 'Verder');
  await tap(hers, 'Vertel jij maar, Anouk');
  for (const step of ['Daan', 'uitleggen', 'Leg neer']) await tap(anouks, step);
  await all(async (box) => {
    await vi.waitFor(() => expect(box.querySelector('.strip')?.textContent).toContain('uitleggen'));
  });
  await tap(hers, 'Verder');
  for (const box of others) await tap(box, 'Ja, verder');

  // Each lays at the spots that ask them: Chantal at one, the others at two.
  await write(hers, 'Ik herken dit.');
  await tap(hers, 'Leg dicht neer');
  for (const box of others) {
    for (const step of ['stress', 'Leg dicht neer', 'lastig', 'Leg dicht neer']) await tap(box, step);
  }
  await tap(hers, 'Samen omdraaien');
  for (const box of others) {
    await tap(box, 'Samen omdraaien');
    await tap(box, 'Samen omdraaien');
  }
  await all(async (box) => {
    await vi.waitFor(() => expect(box.querySelectorAll('.card-up')).toHaveLength(9));
    expect(box.textContent).toContain('Ik herken dit.');
    const said = new Set(
      [...box.querySelectorAll('.side .card-owner')].map(({ textContent }) => textContent),
    );
    expect(said.size).toBe(5);
  });
  await tap(hers, 'Verder');
  for (const box of others) await tap(box, 'Ja, verder');

  for (const step of ['Dit doen we anders', 'rustig praten', 'Samen', 'deze week', 'Leg neer']) {
    await tap(anouks, step);
  }
  await all((box) => tap(box, 'Ja, dat doen we'));
  await all(async (box) => {
    await vi.waitFor(() => expect(box.querySelector('.agreed')?.textContent).toContain('Dit doen we.'));
    expect(box.querySelectorAll('.agreed .person')).toHaveLength(5);
  });
});

it('[DEL2] at a table of five somebody throws away own cards and name; what the others laid stays', async () => {
  const { boxes } = fiveScreens();
  const [hers, anouks, ...others] = boxes;
  if (!hers || !anouks) throw new Error('five people sit here');
  await tap(hers, 'Verder');
  await tap(hers, 'Vertel jij maar, Anouk');
  for (const step of ['Daan', 'uitleggen', 'Leg neer']) await tap(anouks, step);
  await tap(hers, 'Verder');
  for (const box of [anouks, ...others]) await tap(box, 'Ja, verder');
  await write(hers, 'Ik herken dit.');
  await tap(hers, 'Leg dicht neer');
  const cardsSeen = () => boxes.map((box) => box.querySelectorAll('.tabletop .card').length);
  await vi.waitFor(() => expect(cardsSeen()).toEqual([1, 1, 1, 1, 1]));
  for (const step of ['stress', 'Leg dicht neer']) await tap(anouks, step);
  await vi.waitFor(() => expect(cardsSeen()).toEqual([2, 2, 2, 2, 2]));

  await tap(anouks, 'Stop of pauze');
  expect(anouks.textContent).not.toContain('Gooi alles weg');
  await tap(anouks, 'Gooi mijn kaarten weg');
  await vi.waitFor(() => expect(anouks.textContent).toContain('De rest van de tafel blijft.'));
  expect(anouks.textContent).toContain('Bewaar eerst mijn kopie');
  await tap(anouks, 'Ja, gooi mijn kaarten weg');
  await vi.waitFor(() => expect(cardsSeen()).toEqual([1, 1, 1, 1, 1]));
  expect(anouks.querySelector('dialog')).toBeNull();
  for (const box of boxes) expect(box.querySelector('main')?.textContent).not.toContain('Anouk');
});
