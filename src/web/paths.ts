/**
 * Where pages are. A table's id stands after the `#`, which browsers never send: so no log of the server
 * has it beside an address [SRV5].
 */
export const joinPath = '/aan-tafel';
/** Where a return key brings its owner in [RET1]. */
export const returnPath = '/terug';
export const tablePath = '/tafel';

export const copyPath = '/kopie';

/** My own cards beside a table. */
export const ownCardsPath = '/mijn-kaarten';

export function pathOfOwnCards(roomId: string): string {
  return `${ownCardsPath}#${roomId}`;
}

export function pathOfCopy(roomId: string): string {
  return `${copyPath}#${roomId}`;
}

export function pathOfTable(roomId: string): string {
  return `${tablePath}#${roomId}`;
}
