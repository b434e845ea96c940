import { type ComponentChildren, createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Outcome } from '#device/table.ts';
import type { Result } from '#domain/result.ts';
import { Lines } from './components/texts.tsx';

/**
 * Everything that is done at a table goes through here, so that what could not be done is always said: at the
 * edge of the table, or in the dialog that lies over it.
 */
type Acts = {
  /** @param after only when it was done. */
  readonly act: <Value>(action: Promise<Result<Value, Refused>>, after?: (value: Value) => void) => void;
  readonly refused: Refused | undefined;
  readonly forget: () => void;
};

type Refused = Extract<Outcome, { ok: false }>['error'];

const ActingContext = createContext<Acts | undefined>(undefined);

/** Around everything from which one table is acted on. */
export function Acting({ children }: { readonly children: ComponentChildren }) {
  const [refused, setRefused] = useState<Refused>();
  const acts: Acts = {
    act: (action, after) => {
      void action.then((outcome) => {
        setRefused(outcome.ok ? undefined : outcome.error);
        if (outcome.ok) after?.(outcome.value);
      });
    },
    refused,
    forget: () => setRefused(undefined),
  };
  return <ActingContext.Provider value={acts}>{children}</ActingContext.Provider>;
}

export function useAct(): Acts['act'] {
  return useActing().act;
}

export function useForgetRefusal(): Acts['forget'] {
  return useActing().forget;
}

/** Why the last thing could not be done, in words. */
export function Refusal() {
  const { refused } = useActing();
  if (!refused) return null;
  return (
    <div class="error" role="alert">
      <Lines id={`refusal.${refused}`} />
    </div>
  );
}

function useActing(): Acts {
  const acts = useContext(ActingContext);
  if (!acts) throw new Error('a table is acted on inside Acting');
  return acts;
}
