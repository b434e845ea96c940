import { type InvitationLink, type InvitationNote, parseFragment } from '#device/invitation.ts';
import { lookOnce } from '#device/look.ts';
import { tableSocket } from './table-socket.ts';

export type Looked =
  | { readonly is: 'asked'; readonly link: InvitationLink; readonly note: InvitationNote }
  /** Without a link it is no invitation at all: cut off, or mistyped. */
  | { readonly is: 'not-valid'; readonly link?: InvitationLink }
  | { readonly is: 'offline' }
  | { readonly is: 'outdated' };

/** Who invites, by what stood after the `#` [INV1] [INV2]. */
export async function lookAtInvitation(fragment: string): Promise<Looked> {
  const link = await parseFragment(fragment);
  if (!link) return { is: 'not-valid' };
  const looked = await lookOnce(link, tableSocket());
  if (looked.ok) return { is: 'asked', link, note: looked.value };
  return looked.error === 'not-valid' ? { is: 'not-valid', link } : { is: looked.error };
}
