import { useEffect, useId, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { KeyFailure } from '#device/device.ts';
import { codeIn } from '#device/key-link.ts';
import type { Tablet } from '#device/shared-tablet.ts';
import type { Table } from '#device/table.ts';
import { Button } from '../components/button.tsx';
import { nameInText, PersonBadge } from '../components/person.tsx';
import { Lines, useTexts, useTitle } from '../components/texts.tsx';
import { useDoor } from '../door.tsx';
import { pathOfTable } from '../paths.ts';
import { KeySheet } from '../table/key-sheet.tsx';
import { useSightFromAfar } from '../use-tables.ts';
import { whyUnreached } from '../why-unreached.ts';
import { ScanQr } from './scan-qr.tsx';

type State =
  | { readonly is: 'asking' | 'using' | 'scanning' | 'no-camera' | KeyFailure | 'server-away' }
  | { readonly is: 'back'; readonly table: Table };

/** Coming back with a key: scanned by the phone's own camera, by this page's, or typed [RET1]. */
export function ReturnPage({ device }: { readonly device: Tablet }) {
  const { takenKey } = useDoor();
  const texts = useTexts();
  useTitle(texts.t('title.key'));
  const id = useId();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<State>({ is: 'asking' });

  async function use(code: string): Promise<void> {
    setState({ is: 'using' });
    const back = await device.useKey(code);
    if (back.ok) setState({ is: 'back', table: back.value });
    else setState({ is: back.error === 'offline' ? whyUnreached() : back.error });
  }

  async function useWhenConnected(code: string): Promise<void> {
    setState({ is: 'using' });
    await device.connected();
    await use(code);
  }

  useEffect(() => {
    const code = takenKey();
    if (code) void useWhenConnected(code);
  }, []);

  if (state.is === 'back') return <Welcome table={state.table} />;
  return (
    <main class="page return">
      <h1>{texts.t('key.use')}</h1>
      {state.is === 'scanning' ? (
        <ScanQr
          label={texts.t('button.scan-met-de-camera')}
          onFound={(text) => void use(codeIn(text))}
          onRefused={() => setState({ is: 'no-camera' })}
        />
      ) : (
        state.is !== 'no-camera' && (
          <Button onClick={() => setState({ is: 'scanning' })}>{texts.t('button.scan-met-de-camera')}</Button>
        )
      )}
      <form
        class="own-words"
        onSubmit={(event) => {
          event.preventDefault();
          void use(codeIn(typed));
        }}
      >
        <label for={id}>{texts.t('key.code.label')}</label>
        <textarea
          id={id}
          class="key-field"
          dir="ltr"
          rows={3}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          enterkeyhint="go"
          value={typed}
          aria-describedby={`${id}-error`}
          aria-invalid={state.is === 'not-valid'}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => setTyped(inGroups)}
        />
        <div id={`${id}-error`} role="alert">
          {errorOf(state.is) && <Lines id={errorOf(state.is)} class="error" />}
        </div>
        <button
          type="submit"
          class="utrecht-button utrecht-button--primary-action"
          disabled={state.is === 'using' || typed.trim() === ''}
        >
          {texts.t('button.verder')}
        </button>
      </form>
      <p role="status">{state.is === 'using' && texts.t('loading')}</p>
    </main>
  );
}

/** Whatever was typed, in groups of four as it stands on paper; what is no code stays as it is. */
function inGroups(text: string): string {
  const characters = codeIn(text).replace(/[\s-]/g, '').toUpperCase();
  return characters.match(/.{1,4}/g)?.join('-') ?? '';
}

function errorOf(state: State['is']): string {
  switch (state) {
    case 'not-valid':
      return 'key.wrong';
    case 'no-camera':
      return 'camera.no';
    case 'offline':
      return 'offline';
    case 'server-away':
      return 'server.away';
    case 'full':
      return 'storage.full';
    default:
      return '';
  }
}

/** Back at the table, as whom and with whom. The key goes on working; whoever wants can make a new one. */
function Welcome({ table }: { readonly table: Table }) {
  const texts = useTexts();
  const { route } = useLocation();
  const { view } = useSightFromAfar(table);
  const people = view ? [view.me, ...view.others] : [];
  const [, other] = people;
  const [renewed, setRenewed] = useState<'asked' | 'offline'>();

  async function renew(): Promise<void> {
    const made = await table.newKey();
    setRenewed(made.ok ? 'asked' : 'offline');
  }

  return (
    <main class="page">
      <h1>{texts.t('key.use.welcome')}</h1>
      <div class="people">
        {people.map((person) => (
          <PersonBadge key={person.id} person={person} />
        ))}
      </div>
      <div class="choices choices-tall">
        <Button kind="main" onClick={() => route(pathOfTable(table.roomId))}>
          {texts.t('button.naar-de-tafel')}
        </Button>
        <Button onClick={() => void renew()}>{texts.t('button.maak-een-nieuwe-sleutel')}</Button>
      </div>
      <Lines id="key.new" />
      {renewed === 'offline' && <Lines id="server.away" class="error" />}
      {renewed === 'asked' && (
        <KeySheet
          table={table}
          name={other ? nameInText(texts, other) : ''}
          onClose={() => setRenewed(undefined)}
        />
      )}
    </main>
  );
}
