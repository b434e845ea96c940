import type { Invitation } from '#device/table.ts';
import { Lines, useTexts } from '../components/texts.tsx';
import { fetchOrganisation } from '../organisation.ts';
import { joinPath } from '../paths.ts';
import { QrCode } from './qr-code.tsx';

export type ShownInvitation = Invitation & { readonly link: string };

/** An invitation as somebody can take it: its link is at the server's own address, also when this page came by another. */
export async function withLink(invitation: Invitation): Promise<ShownInvitation> {
  const address = (await fetchOrganisation())?.publicUrl ?? location.origin;
  return { ...invitation, link: `${address}${joinPath}#${invitation.fragment}` };
}

/** The code to scan. */
export function InvitationCode({ link }: { readonly link: string }) {
  const texts = useTexts();
  return (
    <>
      <QrCode text={link} label={texts.t('open.qr.label')} />
      {isOnlyHere(link) && <Lines id="open.qr.only-here" class="tip" />}
    </>
  );
}

/** Through localhost only this machine can follow the link. */
function isOnlyHere(link: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(link).hostname);
}
