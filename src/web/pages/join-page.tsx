import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Device } from '#device/device.ts';
import type { InvitationLink, InvitationNote } from '#device/invitation.ts';
import { Button } from '../components/button.tsx';
import { nameInText } from '../components/person.tsx';
import { Picture } from '../components/symbol.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { pathOfTable } from '../paths.ts';
import { ChooseMe, type Me } from './choose-me.tsx';

type State =
  | { readonly is: 'looking' | 'not-valid' | 'offline' | 'refused' | 'full' | 'sitting' }
  | { readonly is: 'asked' | 'choosing'; readonly link: InvitationLink; readonly note: InvitationNote };

/** Who invites, and three answers of the same size. Nothing is claimed until somebody sits down [INV2]. */
export function JoinPage({ device, fragment }: { readonly device: Device; readonly fragment: string }) {
  const texts = useTexts();
  const { route } = useLocation();
  const [state, setState] = useState<State>({ is: 'looking' });

  async function look(): Promise<void> {
    setState({ is: 'looking' });
    const link = await device.parseLink(fragment);
    if (!link) return setState({ is: 'not-valid' });
    if (!navigator.onLine) return setState({ is: 'offline' });
    await device.connected();
    const note = await device.look(link);
    setState(note.ok ? { is: 'asked', link, note: note.value } : { is: note.error });
  }

  async function sit(link: InvitationLink, me: Me): Promise<void> {
    setState({ is: 'sitting' });
    const joined = await device.join(link, { profile: me });
    if (!joined.ok) return setState({ is: joined.error });
    history.replaceState(null, '', location.pathname);
    route(pathOfTable(joined.value.roomId), true);
  }

  useEffect(() => {
    void look();
  }, [fragment]);

  switch (state.is) {
    case 'asked': {
      const name = nameInText(texts, { name: state.note.name, picture: state.note.picture });
      return (
        <main class="page join">
          <h1>
            <Picture id={state.note.picture} size={72} />
            {texts.t('join.title')}
          </h1>
          <Lines id={`join.who.${state.note.role}`} values={{ name }} />
          <Lines id={`join.not.${state.note.role}`} values={{ name }} />
          <div class="choices choices-tall">
            <Button onClick={() => setState({ ...state, is: 'choosing' })}>
              {texts.t('button.ik-doe-mee')}
            </Button>
            <Button onClick={() => setState({ is: 'refused' })}>{texts.t('button.nu-niet')}</Button>
            <Button onClick={() => route('/papier')}>{texts.t('button.liever-op-papier')}</Button>
          </div>
          <Lines id={`join.phone.${state.note.role}`} />
        </main>
      );
    }
    case 'choosing':
      return (
        <main class="page">
          <h1>{texts.t('join.title')}</h1>
          <Lines id="join.seat" />
          <ChooseMe
            taken={[state.note.picture]}
            asksName="when-wanted"
            label={texts.t('button.ga-zitten')}
            onChosen={(me) => void sit(state.link, me)}
          />
        </main>
      );
    case 'refused':
      return <Sentence id="join.no" />;
    case 'not-valid':
      return <Sentence id="invite.not-valid" />;
    case 'full':
      return <Sentence id="storage.full" />;
    case 'offline':
      return (
        <main class="page">
          <Lines id="offline.join" />
          <div class="choices choices-tall">
            <Button onClick={() => void look()}>{texts.t('button.probeer-opnieuw')}</Button>
            <Button onClick={() => route('/papier')}>{texts.t('button.liever-op-papier')}</Button>
          </div>
        </main>
      );
    default:
      return <Sentence id="loading" />;
  }
}

function Sentence({ id }: { readonly id: string }) {
  return (
    <main class="page">
      <div role="status">
        <Lines id={id} />
      </div>
    </main>
  );
}
