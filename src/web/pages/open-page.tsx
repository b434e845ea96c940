import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Tablet } from '#device/shared-tablet.ts';
import { conversations } from '#domain/formats.ts';
import type { Third } from '#domain/room-state.ts';
import { Button } from '../components/button.tsx';
import { ChooseThird } from '../components/choose-third.tsx';
import { HeadingLines, Lines, textOf, useTexts, useTitle } from '../components/texts.tsx';
import { pathOfTable } from '../paths.ts';
import { ChooseMe, type Me } from './choose-me.tsx';

type Answers = {
  readonly formatId?: string;
  readonly role?: 'professional' | 'resident';
  readonly me?: Me;
  readonly third?: Third | null;
};

/** Opening a table: one question a screen. */
export function OpenPage({ device }: { readonly device: Tablet }) {
  const texts = useTexts();
  useTitle(texts.t('title.open'));
  const { route } = useLocation();
  const [answers, setAnswers] = useState<Answers>({});
  const [isFull, setIsFull] = useState(false);
  /** The browser's own way back leads to the question before this one, too. */
  const answer = (change: Answers) => {
    history.pushState({ answered: answeredHere() + 1 }, '');
    setAnswers({ ...answers, ...change });
  };
  const back = () => history.back();
  const opened = useRef<string | undefined>(undefined);
  // A layout effect, since any other ends only once the table is drawn, and would hear the next way back.
  useLayoutEffect(() => {
    const cameBack = () => {
      if (opened.current) return route(opened.current, true);
      setAnswers((now) => Object.fromEntries(Object.entries(now).slice(0, answeredHere())));
    };
    addEventListener('popstate', cameBack);
    // A fresh page knows no answers any more.
    if (answeredHere() > 0) history.go(-answeredHere());
    return () => removeEventListener('popstate', cameBack);
  }, [route]);
  const { formatId, role, me, third } = answers;

  async function open(formatId: string, role: 'professional' | 'resident', me: Me): Promise<void> {
    const result = await device.openTable({ role, formatId, profile: me });
    if (!result.ok) return setIsFull(true);
    if (third) await result.value.sayWhoSitsBy(third);
    // From the table there is no way back into the questions.
    opened.current = pathOfTable(result.value.roomId);
    history.go(-answeredHere());
  }

  if (!formatId) {
    return (
      <Ask title="open.time">
        {conversations.map(({ id }) => (
          <Button key={id} onClick={() => answer({ formatId: id })}>
            {textOf(texts, `format.${id}`)}
          </Button>
        ))}
      </Ask>
    );
  }
  if (!role) {
    return (
      <Ask title="open.me.role" onBack={back}>
        {(['professional', 'resident'] as const).map((one) => (
          <Button key={one} onClick={() => answer({ role: one })}>
            {texts.t(`role.${one}`)}
          </Button>
        ))}
      </Ask>
    );
  }
  if (!me) {
    return (
      <main class="page">
        <HeadingLines id="open.me.name" />
        <Lines id="open.me.picture" />
        <ChooseMe
          asksName="at-once"
          label={texts.t('button.verder')}
          onChosen={(chosen) => answer({ me: chosen })}
        />
        <Back onBack={back} />
      </main>
    );
  }
  if (third === undefined) {
    return (
      <Ask title="open.third" onBack={back}>
        <ChooseThird onChosen={(chosen) => answer({ third: chosen })} />
      </Ask>
    );
  }
  return (
    <main class="page">
      <HeadingLines id={`open.before.${role}`} />
      {isFull && (
        <div class="error" role="alert">
          <Lines id="storage.full" />
        </div>
      )}
      <Button kind="main" onClick={() => void open(formatId, role, me)}>
        {texts.t('button.verder')}
      </Button>
      <Back onBack={back} />
    </main>
  );
}

/** How many answers lie behind this entry of the browser's history; the answers themselves are kept nowhere. */
function answeredHere(): number {
  const { answered } = history.state ?? {};
  return typeof answered === 'number' ? answered : 0;
}

type AskProps = {
  readonly title: string;
  readonly onBack?: () => void;
  readonly children: preact.ComponentChildren;
};

function Ask({ title, onBack, children }: AskProps) {
  return (
    <main class="page">
      <HeadingLines id={title} />
      <div class="choices choices-tall">{children}</div>
      {onBack && <Back onBack={onBack} />}
    </main>
  );
}

function Back({ onBack }: { readonly onBack: () => void }) {
  const texts = useTexts();
  return (
    <div class="choices">
      <Button kind="small" onClick={onBack}>
        {texts.t('button.terug')}
      </Button>
    </div>
  );
}
