import { useEffect, useRef, useState } from 'preact/hooks';
import type { Table, TableSight } from '#device/table.ts';
import type { RoleId } from '#domain/format.ts';
import { Button } from '../components/button.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { fetchOrganisation } from '../organisation.ts';
import { joinPath } from '../paths.ts';
import { QrCode } from './qr-code.tsx';

type Failure = 'offline' | 'refused';

/** A quiet, large QR code; a link is the second choice. Anew when it is tapped, as it opens one time only. */
export function InviteGuest({ table, sight }: { readonly table: Table; readonly sight: TableSight }) {
  const texts = useTexts();
  const [link, setLink] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [sent, setSent] = useState<'copied' | 'to-copy'>();
  const isMade = useRef(false);
  const role = missingRole(sight);

  async function invite(lifetime: 'screen' | 'sent'): Promise<string | undefined> {
    setFailure(undefined);
    setSent(undefined);
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
    const made = await invite('sent');
    if (!made) return;
    setLink(made);
    // Where the clipboard is closed to pages, the link stands there to be taken by hand.
    await navigator.clipboard.writeText(made).then(
      () => setSent('copied'),
      () => setSent('to-copy'),
    );
  }

  return (
    <main class="page invite">
      <h1>{texts.t('open.qr.title')}</h1>
      {sight.isChairRevoked && <Lines id="pictures.differ" class="error" />}
      {!sight.isConnected && <Lines id="server.away" />}
      {failure && (
        <div class="error" role="alert">
          <Lines id={failure === 'offline' ? 'offline.invite' : 'invite.refused'} />
        </div>
      )}
      {link && <QrCode text={link} label={texts.t('open.qr.label')} />}
      {isOnlyHere(link) && <Lines id="open.qr.only-here" class="tip" />}
      <Lines id="open.qr" class="invite-words" />
      {(link || failure) && (
        <div class="choices invite-more">
          <Button kind="small" onClick={() => void copyLink()}>
            {texts.t('button.stuur-een-link')}
          </Button>
          <Button kind="small" onClick={() => void invite('screen').then(setLink)}>
            {texts.t('button.maak-een-nieuwe-uitnodiging')}
          </Button>
        </div>
      )}
      <div aria-live="polite">
        {sent === 'copied' && <p>{texts.t('open.link.copied')}</p>}
        {sent === 'to-copy' && (
          <label class="own-words">
            {texts.t('open.link.label')}
            <input readOnly dir="ltr" value={link} />
          </label>
        )}
        {sent && <Lines id="open.qr.once" />}
      </div>
    </main>
  );
}

/** Through localhost only this machine can follow the link. */
function isOnlyHere(link: string | undefined): boolean {
  return link !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(link).hostname);
}

/** The other side of the table. */
function missingRole({ view }: TableSight): RoleId & ('resident' | 'professional') {
  return view?.me.role === 'resident' ? 'professional' : 'resident';
}
