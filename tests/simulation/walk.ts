import type { Table, TableSight } from '#device/table.ts';
import type { CardContent } from '#domain/card-content.ts';
import { until } from '../people.ts';

/** Ways to get through a conversation without looking at every beat. */

/** The table stands at this step, and at this beat where one is named. */
export function isAt(step: string, beat?: string) {
  return ({ view }: TableSight) =>
    view?.shown?.step.id === step && (beat === undefined || view.shown.beat === beat);
}

/** Everyone taps to go on until the table stands at `step`; closed rounds on the way are laid and turned. */
export async function walkTo(step: string, tables: readonly Table[]): Promise<void> {
  const [first] = tables;
  for (let here = await settled(tables); first && !isAt(step)(first.see()); here = await settled(tables)) {
    for (const table of tables) await doWhatIsAsked(table);
    await Promise.all(
      tables.map((table) => until(table, (sight) => momentOf(sight) !== here || isAt(step)(sight))),
    );
  }
}

/** Resolves when all screens show the same moment; gives that moment. */
export async function settled(tables: readonly Table[]): Promise<string> {
  const moments = () => [...new Set(tables.map((table) => momentOf(table.see())))];
  while (moments().length > 1) await nextChange(tables);
  return moments()[0] ?? '';
}

/** Whichever changes first: one that is behind, or one that is ahead of the others. */
function nextChange(tables: readonly Table[]): Promise<void> {
  return new Promise((resolve) => {
    const stops = tables.map((table) =>
      table.subscribe(() => {
        for (const stop of stops) stop();
        resolve();
      }),
    );
  });
}

export function momentOf({ view }: TableSight): string {
  const at = view?.shown?.at;
  return at ? `${at.lap}.${at.step}.${at.beat}` : (view?.position ?? 'unknown');
}

/** The least that lets the table go on: a first symbol, a turn, a choice, a tap. */
async function doWhatIsAsked(table: Table): Promise<void> {
  const shown = table.see().view?.shown;
  for (const spot of shown?.spots ?? []) {
    if (spot.mayLay && spot.spot.atLeast > 0) await table.lay(spot.spot.id, { symbols: firstSymbol });
    if (spot.mayTurn) await table.turn(spot.spot.id);
  }
  const [choice] = shown?.choices.filter(({ value }) => value === undefined) ?? [];
  const option = choice?.choice.options === 'person' ? undefined : choice?.choice.options.at(-1);
  if (choice?.mine && option && shown?.beat === 'kiezen') await table.choose(choice.choice.id, option);
  if (shown?.goOn?.asksMe && !shown.goOn.iWant) await table.goOn(true);
}

const firstSymbol: CardContent['symbols'] = ['ik-weet-het-niet'];
