import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Sentence } from '../pages/sentence.tsx';
import { TryAgain } from './try-again.tsx';

type Waits<Props> = ComponentType<Props> & {
  /** Fetches the page ahead. Failing is no matter: whoever opens the page asks again. */
  readonly fetchAhead: () => Promise<void>;
};

/** A page in a file of its own, fetched when it is first drawn, so that no other page waits for it. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Waits<Props> {
  let Page: ComponentType<Props> | undefined;
  const fetchPage = async () => {
    Page ??= await load();
  };

  function Later(props: Props) {
    const [state, setState] = useState<'waiting' | 'here' | 'failed'>(Page ? 'here' : 'waiting');
    useEffect(() => {
      // Also when it came between drawing and now: nothing else draws this again.
      fetchPage().then(
        () => setState('here'),
        () => setState('failed'),
      );
    }, []);
    if (Page) return <Page {...props} />;
    if (state === 'waiting') return <Sentence id="loading" />;
    return (
      <Sentence id="other.fault">
        <TryAgain />
      </Sentence>
    );
  }
  // What does not come now is fetched when it is shown, and says so then.
  return Object.assign(Later, { fetchAhead: () => fetchPage().catch(() => undefined) });
}
