import type { ComponentChildren } from 'preact';
import { ListenButton } from '../components/listen-button.tsx';
import { Picture } from '../components/symbol.tsx';
import { HeadingLines } from '../components/texts.tsx';

type Props = {
  readonly id: string;
  readonly picture?: string;
  readonly children?: ComponentChildren;
};

/** A page that says one thing, and what can be done about it. */
export function Sentence({ id, picture, children }: Props) {
  return (
    <main class="page">
      <div role="status" class="sentence">
        {picture && <Picture id={picture} size={96} />}
        <HeadingLines id={id} />
      </div>
      {(picture || children) && <ListenButton />}
      {children && <div class="choices choices-tall">{children}</div>}
    </main>
  );
}
