import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Outcome } from '#device/table.ts';
import { Lines } from '../components/texts.tsx';

/**
 * Everything that is done at the table goes through here, so that what could not be done is always said: at the
 * edge of the table, or in the dialog that lies over it.
 */
export type Acting = {
  /** @param after only when it was done. */
  readonly act: (action: Promise<Outcome>, after?: () => void) => void;
  readonly refused: Refused | undefined;
  readonly forget: () => void;
};

type Refused = Extract<Outcome, { ok: false }>['error'];

export const ActingContext = createContext<Acting | undefined>(undefined);

export function useActing(): Acting {
  const [refused, setRefused] = useState<Refused>();
  return {
    act: (action, after) => {
      void action.then((outcome) => {
        setRefused(outcome.ok ? undefined : outcome.error);
        if (outcome.ok) after?.();
      });
    },
    refused,
    forget: () => setRefused(undefined),
  };
}

export function useAct(): Acting['act'] {
  return requireActing().act;
}

/** Why the last thing could not be done, in words. */
export function Refusal() {
  const { refused } = requireActing();
  if (!refused) return null;
  return (
    <div class="error" role="alert">
      <Lines id={`refusal.${refused}`} />
    </div>
  );
}

function requireActing(): Acting {
  const acting = useContext(ActingContext);
  if (!acting) throw new Error('the table page gives what is done at the table');
  return acting;
}
