import type { Third } from '#domain/room-state.ts';
import { Button } from './button.tsx';
import { useTexts } from './texts.tsx';

type Props = {
  /** Who sits by now; undefined before anybody said so. */
  readonly now?: Third | null;
  readonly onChosen: (third: Third | null) => void;
};

/** Who sits by without a device. */
export function ChooseThird({ now, onChosen }: Props) {
  const texts = useTexts();
  return ([null, 'tolk', 'familie', 'ondersteuner'] as const).map((third) => (
    <Button
      key={third}
      {...(now !== undefined && { pressed: now === third })}
      onClick={() => onChosen(third)}
    >
      {texts.t(third ? `open.third.${third}` : 'button.nee')}
    </Button>
  ));
}
