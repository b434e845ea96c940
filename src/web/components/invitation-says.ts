import type { Texts } from '#content/texts.ts';
import type { RoleId } from '#domain/format.ts';
import { linesOf } from './texts.tsx';

/** Ids of what stands with "ik doe mee", over and under it; for some roles there is less. */
export type InvitationSays = { readonly above: readonly string[]; readonly below: string };

/** @param where on an own phone or laptop, on the tablet of whoever invites, or to take the table home from there [TAB1] */
export function invitationSays(
  role: RoleId,
  where: 'own-device' | 'at-tablet' | 'to-take-home',
): InvitationSays {
  return {
    above: where === 'to-take-home' ? ['join.home'] : [`join.who.${role}`, `join.not.${role}`],
    below: where === 'at-tablet' ? 'join.tablet' : `join.phone.${role}`,
  };
}

/** Those sentences as they stand on the screen: the exact text to which "ik doe mee" says yes [CON1]. */
export function linesOfInvitation(
  texts: Texts,
  { above, below }: InvitationSays,
  name: string,
): readonly string[] {
  return [...above, below].flatMap((id) => linesOf(texts, id, { name }));
}
