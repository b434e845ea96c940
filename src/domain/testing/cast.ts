import type { RoleId } from '../format.ts';
import type { CardId, DeviceId, ParticipantId } from '../ids.ts';
import type { Seated } from '../room-state.ts';

/** The people of all tests, each at a device of their own. Ids are readable and as long as real ones. */
export type Player = Seated & { readonly device: DeviceId };

function player(name: string, role: RoleId): Player {
  // Made here instead of out of random bytes: these are ids of nobody.
  return { id: name.padEnd(22, '_') as ParticipantId, role, device: `${name}-1` as DeviceId };
}

export const anouk = player('anouk', 'professional');
export const bilal = player('bilal', 'resident');
export const chantal = player('chantal', 'facilitator');
export const daan = player('daan', 'professional');
/** Listens in and attacks; sits at no table unless a test says so. */
export const eva = player('eva', 'professional');

/** Fatma and Gijs fill the circle of five. */
export const fatma = player('fatma', 'professional');
export const gijs = player('gijs', 'professional');

/** The same person at a second device, with a chain of its own [ENV3]. */
export function onTablet(person: Player): Player {
  return { ...person, device: `${person.device.slice(0, -1)}2` as DeviceId };
}

export function cardNumber(number: number): CardId {
  return `kaart${number}`.padEnd(22, '_') as CardId;
}
