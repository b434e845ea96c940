import type { TableSight } from '#device/table.ts';

/** What somebody sees of what was said, and whether anything is missing, broken or new. */
export function shows({ view, missingFrom, brokenBy, seatAttempts, movedDevice }: TableSight) {
  const names = (ids: readonly string[]) =>
    ids.map((id) => [view?.me, ...(view?.others ?? [])].find((person) => person?.id === id)?.name);
  return {
    position: view?.position,
    here: view?.shown?.at,
    cards: view?.shown?.spots[0]?.cards.map(({ owner, face, content }) => [
      owner.name,
      face,
      content?.symbols,
    ]),
    people:
      view && [view.me, ...view.others].map(({ name, role, takingPart }) => [name, role, takingPart?.given]),
    agreements: view?.agreements,
    missingFrom: names(missingFrom),
    brokenBy: names(brokenBy),
    seatAttempts,
    movedDevice: names(movedDevice),
  };
}
