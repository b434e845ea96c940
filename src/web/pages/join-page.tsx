import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { JoinFailure, Joining } from '#device/device.ts';
import type { InvitationLink, InvitationNote } from '#device/invitation.ts';
import type { Table } from '#device/table.ts';
import type { Result } from '#domain/result.ts';
import { Button } from '../components/button.tsx';
import { invitationSays, linesOfInvitation } from '../components/invitation-says.ts';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { ListenButton } from '../components/listen-button.tsx';
import { nameInText } from '../components/person.tsx';
import { Picture } from '../components/symbol.tsx';
import { Lines, useTexts, useTitle } from '../components/texts.tsx';
import { UpdateNotice } from '../components/update-notice.tsx';
import { InTheWay, useDoor } from '../door.tsx';
import { pathOfTable } from '../paths.ts';
import { whyUnreached } from '../why-unreached.ts';
import { ChooseMe } from './choose-me.tsx';
import { Sentence } from './sentence.tsx';

type State =
  | { readonly is: 'looking' | 'not-valid' | 'refused' | 'sitting' | 'outdated' }
  | ({ readonly is: 'asked' } & Invited)
  | ({ readonly is: 'choosing'; readonly shown: readonly string[] } & Invited)
  | { readonly is: 'offline' | 'server-away' | 'full'; readonly again: () => void };

type Invited = { readonly link: InvitationLink; readonly note: InvitationNote };

/** Who invites, and three answers of the same size. Nothing is claimed or stored until somebody sits down [INV2]. */
export function JoinPage() {
  const texts = useTexts();
  useTitle(texts.t('title.join'));
  const { route } = useLocation();
  const { look: lookAgain, needDevice, obstacle, onRead, isAtTablet } = useDoor();
  const [state, setState] = useState<State>({ is: 'looking' });

  async function look(): Promise<void> {
    setState({ is: 'looking' });
    const looked = await lookAgain();
    if (looked.is === 'not-valid' && looked.link) await resume(looked.link);
    else if (looked.is === 'offline') setState({ is: whyUnreached(), again: () => void look() });
    else setState(looked);
  }

  /** An invitation that does not work any more may be the one that this device was claiming. */
  async function resume(link: InvitationLink): Promise<void> {
    const device = await needDevice();
    const resumed = await device.resume(link);
    if (!resumed) return setState({ is: 'not-valid' });
    arrived(resumed, () => void resume(link));
  }

  async function sit(link: InvitationLink, joining: Joining): Promise<void> {
    setState({ is: 'sitting' });
    const device = await needDevice();
    const joined = await device.join(link, joining);
    arrived(joined, () => void sit(link, joining));
  }

  function arrived(joined: Result<Table, JoinFailure>, again: () => void): void {
    // At a tablet this page stands where the table comes.
    if (joined.ok && isAtTablet) return;
    if (joined.ok) {
      history.replaceState(null, '', location.pathname);
      route(pathOfTable(joined.value.roomId), true);
    } else if (joined.error === 'not-valid') setState({ is: 'not-valid' });
    else setState({ is: joined.error === 'offline' ? whyUnreached() : joined.error, again });
  }

  useEffect(() => {
    if (!obstacle) void look();
  }, [obstacle]);

  const isRead = state.is !== 'looking';
  useEffect(() => {
    if (isRead) onRead();
  }, [isRead]);

  if (obstacle) return <InTheWay obstacle={obstacle} />;
  const onPaper = (
    <Button onClick={() => route('/papier')}>
      <Picture id="papier" size={40} />
      {texts.t('button.liever-op-papier')}
    </Button>
  );

  switch (state.is) {
    case 'asked': {
      const { role, picture, takesHome } = state.note;
      const name = nameInText(texts, { name: state.note.name, picture });
      const said = invitationSays(role, takesHome ? 'to-take-home' : isAtTablet ? 'at-tablet' : 'own-device');
      const { above, below } = said;
      const shown = linesOfInvitation(texts, said, name);
      return (
        <main key="asked" class="page join">
          <h1>
            <Picture id={picture} size={72} />
            {texts.t('join.title')}
          </h1>
          <div class="tools">
            <ListenButton />
            <LanguageSwitch />
          </div>
          {above.map((id, index) => (
            <Lines key={id} id={id} values={{ name }} class={index === 0 ? 'join-who' : ''} />
          ))}
          <div class="choices choices-tall">
            <Button onClick={() => setState({ ...state, is: 'choosing', shown })}>
              <Picture id="praten" size={40} />
              {texts.t('button.ik-doe-mee')}
            </Button>
            <Button onClick={() => setState({ is: 'refused' })}>
              <Picture id="pauze" size={40} />
              {texts.t('button.nu-niet')}
            </Button>
            {onPaper}
          </div>
          <Lines id={below} values={{ name }} />
        </main>
      );
    }
    case 'choosing':
      return (
        <main key="choosing" class="page">
          <h1>{texts.t('join.title')}</h1>
          <Lines id="join.seat" />
          <ChooseMe
            {...(state.note.takesHome ? { first: state.note } : { taken: [state.note.picture] })}
            asksName="when-wanted"
            label={texts.t('button.ga-zitten')}
            onChosen={(profile) => void sit(state.link, { profile, shown: state.shown })}
          />
        </main>
      );
    case 'refused':
      return <Sentence id="join.no" picture="praten" />;
    case 'not-valid':
      return <Sentence id="invite.not-valid" picture="uitnodiging" />;
    case 'full':
      return (
        <Sentence id="storage.full">
          <Button onClick={state.again}>{texts.t('button.probeer-opnieuw')}</Button>
        </Sentence>
      );
    case 'offline':
    case 'server-away':
      return (
        <Sentence id={state.is === 'offline' ? 'offline.join' : 'server.away.join'}>
          <Button onClick={state.again}>{texts.t('button.probeer-opnieuw')}</Button>
          {onPaper}
        </Sentence>
      );
    case 'outdated':
      return <UpdateNotice />;
    case 'sitting':
      return <Sentence id="join.sitting" />;
    default:
      return <Sentence id="join.looking" />;
  }
}
