import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Invitation, Table, TableSight } from '#device/table.ts';
import type { RoleId } from '#domain/format.ts';
import type { TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { Picture } from '../components/symbol.tsx';
import { Lines, useTexts, useTitle } from '../components/texts.tsx';
import { pathOfOwnCards } from '../paths.ts';
import { EraseDialog } from '../table/erase-dialog.tsx';
import { useSight } from '../table/use-sight.ts';
import { useIsAway } from '../use-is-away.ts';
import { InvitationCode, type ShownInvitation, withLink } from './invitation-code.tsx';

type Props = {
  readonly table: Table;
  /** Lets the guest sit down on this same device, with the part of a link after `#` [TAB1]. */
  readonly onSitHere: (fragment: string) => void;
};

/** A quiet, large QR code; a link is the second choice. One that was made and still works is shown again. */
export function InviteGuest({ table, onSitHere }: Props) {
  const texts = useTexts();
  const { sight, now } = useSight(table);
  useTitle(texts.t('title.invite'));
  const [shown, setShown] = useState<ShownInvitation>();
  const [failure, setFailure] = useState<'offline' | 'refused'>();
  const [copied, setCopied] = useState<'copied' | 'to-copy'>();
  const isAsked = useRef(false);
  const isAway = useIsAway(sight.isConnected);

  async function show(invitation: Invitation): Promise<ShownInvitation> {
    const next = await withLink(invitation);
    setShown(next);
    return next;
  }

  async function invite(lifetime: Invitation['lifetime']): Promise<ShownInvitation | undefined> {
    setFailure(undefined);
    setCopied(undefined);
    const invited = await table.invite(missingRole(sight), lifetime);
    if (invited.ok) return show(invited.value);
    setFailure(invited.error);
    return undefined;
  }

  async function begin(): Promise<void> {
    const open = await table.openInvitation();
    if (open) await show(open);
    else if (sight.isConnected && !isAsked.current) {
      isAsked.current = true;
      await invite('screen');
    }
  }

  useEffect(() => void begin(), [sight.isConnected]);

  async function copyLink(): Promise<void> {
    const sent = shown?.lifetime === 'sent' && !isOld(shown, now) ? shown : await invite('sent');
    if (!sent) return;
    // Where the clipboard is closed to pages, the link stands there to be taken by hand.
    await navigator.clipboard.writeText(sent.link).then(
      () => setCopied('copied'),
      () => setCopied('to-copy'),
    );
  }

  async function sitHere(): Promise<void> {
    const here = shown?.lifetime === 'screen' && !isOld(shown, now) ? shown : await invite('screen');
    if (here) onSitHere(here.fragment);
  }

  const old = shown && isOld(shown, now);
  return (
    <main class="page invite">
      <h1>{texts.t('open.qr.title')}</h1>
      {isAway && <Lines id="server.away" />}
      {failure && (
        <div class="error" role="alert">
          <Lines id={failure === 'offline' ? 'offline.invite' : 'invite.refused'} />
        </div>
      )}
      {shown && !old && <InvitationCode link={shown.link} />}
      <Lines id={old ? 'open.qr.old' : 'open.qr'} class="invite-words" />
      {shown && !old && (
        <p>
          {shown.lifetime === 'screen'
            ? texts.t('open.qr.until', { time: texts.time(shown.until) })
            : texts.t('open.link.until', { date: texts.date(shown.until) })}
        </p>
      )}
      {(shown || failure) && (
        <div class="choices invite-more">
          <Button kind="small" onClick={() => void copyLink()}>
            {texts.t(shown?.lifetime === 'sent' && !old ? 'button.kopieer-de-link' : 'button.stuur-een-link')}
          </Button>
          <Button kind="small" onClick={() => void sitHere()}>
            <Picture id="tablet" size={24} />
            {texts.t('button.samen-op-deze-tablet')}
          </Button>
          <Button kind={old ? 'main' : 'small'} onClick={() => void invite('screen')}>
            {texts.t('button.maak-een-nieuwe-uitnodiging')}
          </Button>
        </div>
      )}
      <div aria-live="polite">
        {copied === 'copied' && <p>{texts.t('open.link.copied')}</p>}
        {copied === 'to-copy' && (
          <label class="own-words">
            {texts.t('open.link.label')}
            <input readOnly dir="ltr" value={shown?.link} />
          </label>
        )}
        {copied && <Lines id="open.qr.once" />}
      </div>
      {sight.view && <Meanwhile table={table} view={sight.view} />}
    </main>
  );
}

/** While the other chair is empty: my own cards, away from here, or away with all of it. */
export function Meanwhile({ table, view }: { readonly table: Table; readonly view: TableView }) {
  const texts = useTexts();
  const { route } = useLocation();
  const [erases, setErases] = useState(false);
  return (
    <div class="choices meanwhile">
      <Button kind="small" onClick={() => route(pathOfOwnCards(table.roomId))}>
        {texts.t('button.mijn-kaarten')}
      </Button>
      <Button kind="small" onClick={() => route('/')}>
        {texts.t('button.naar-het-begin')}
      </Button>
      <Button kind="small" onClick={() => setErases(true)}>
        {texts.t('button.gooi-alles-weg')}
      </Button>
      {erases && <EraseDialog view={view} table={table} onClose={() => setErases(false)} />}
    </div>
  );
}

function isOld({ until }: Invitation, now: number): boolean {
  return now >= until;
}

/** The other side of the table. */
function missingRole({ view }: TableSight): RoleId & ('resident' | 'professional') {
  return view?.me.role === 'resident' ? 'professional' : 'resident';
}
