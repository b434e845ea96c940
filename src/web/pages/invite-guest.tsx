import { useEffect, useRef, useState } from 'preact/hooks';
import type { Table, TableSight } from '#device/table.ts';
import type { RoleId } from '#domain/format.ts';
import { Button } from '../components/button.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { fetchOrganisation } from '../organisation.ts';
import { joinPath } from '../paths.ts';
import { QrCode } from './qr-code.tsx';

type Failure = 'offline' | 'refused' | 'insecure';

/** A quiet, large QR code; a link is the second choice. Anew when it is tapped, as it opens one time only. */
export function InviteGuest({ table, sight }: { readonly table: Table; readonly sight: TableSight }) {
  const texts = useTexts();
  const [link, setLink] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [isCopied, setIsCopied] = useState(false);
  const isMade = useRef(false);
  const role = missingRole(sight);

  async function invite(lifetime: 'screen' | 'sent'): Promise<string | undefined> {
    setFailure(undefined);
    const invited = await table.invite(role, lifetime);
    if (!invited.ok) {
      setFailure(invited.error);
      return undefined;
    }
    const address = (await fetchOrganisation())?.publicUrl ?? location.origin;
    return `${address}${joinPath}#${invited.value.fragment}`;
  }

  useEffect(() => {
    if (!sight.isConnected || isMade.current) return;
    isMade.current = true;
    void invite('screen').then(setLink);
  }, [sight.isConnected]);

  async function copyLink(): Promise<void> {
    const sent = await invite('sent');
    if (!sent) return;
    setLink(sent);
    await navigator.clipboard.writeText(sent);
    setIsCopied(true);
  }

  return (
    <main class="page invite">
      <h1>{texts.t('open.qr.title')}</h1>
      {link && <QrCode text={link} label={texts.t('open.qr.label')} />}
      {isOnlyHere(link) && <Lines id="open.qr.only-here" />}
      {!sight.isConnected && <Lines id="server.away" />}
      {failure && (
        <div class="error" role="alert">
          <Lines id={failure === 'offline' ? 'offline.invite' : 'invite.refused'} />
        </div>
      )}
      <Lines id="open.qr" />
      {sight.seatAttempts > 1 && <Lines id="invite.seat-taken" values={{ name: texts.t(`role.${role}`) }} />}
      {(link || failure) && (
        <div class="choices">
          <Button onClick={() => void copyLink()}>{texts.t('button.stuur-een-link')}</Button>
          <Button onClick={() => void invite('screen').then(setLink)}>
            {texts.t('button.maak-een-nieuwe-uitnodiging')}
          </Button>
        </div>
      )}
      <p aria-live="polite">{isCopied && texts.t('open.link.copied')}</p>
    </main>
  );
}

/** Through localhost only this machine can follow the link. */
function isOnlyHere(link: string | undefined): boolean {
  return link !== undefined && ['localhost', '127.0.0.1'].includes(new URL(link).hostname);
}

/** The other side of the table. */
function missingRole({ view }: TableSight): RoleId & ('resident' | 'professional') {
  return view?.me.role === 'resident' ? 'professional' : 'resident';
}
