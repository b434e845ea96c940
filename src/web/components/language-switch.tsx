import { languageIds } from '#content/languages.ts';
import { useDoor } from '../door.tsx';
import { Button } from './button.tsx';
import { useTexts } from './texts.tsx';

/** The other languages, each by its own name. Every side of a table has its own. */
export function LanguageSwitch() {
  const texts = useTexts();
  const { chooseLanguage } = useDoor();
  return (
    <nav aria-label={texts.t('language.label')}>
      {languageIds
        .filter((id) => id !== texts.language)
        .map((id) => (
          <Button key={id} kind="small" onClick={() => chooseLanguage(id)}>
            <span lang={id}>{texts.t(`language.${id}`)}</span>
          </Button>
        ))}
    </nav>
  );
}
