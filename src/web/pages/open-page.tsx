import { useState } from 'preact/hooks';
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
  const answer = (change: Answers) => setAnswers({ ...answers, ...change });
  const { formatId, role, me, third } = answers;

  async function open(formatId: string, role: 'professional' | 'resident', me: Me): Promise<void> {
    const opened = await device.openTable({ role, formatId, profile: me });
    if (!opened.ok) return setIsFull(true);
    if (third) await opened.value.sayWhoSitsBy(third);
    route(pathOfTable(opened.value.roomId), true);
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
      <Ask title="open.me.role">
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
      </main>
    );
  }
  if (third === undefined) {
    return (
      <Ask title="open.third">
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
    </main>
  );
}

function Ask({ title, children }: { readonly title: string; readonly children: preact.ComponentChildren }) {
  return (
    <main class="page">
      <HeadingLines id={title} />
      <div class="choices choices-tall">{children}</div>
    </main>
  );
}
