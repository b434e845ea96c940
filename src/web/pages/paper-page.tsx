import { useLocation } from 'preact-iso';
import { Button } from '../components/button.tsx';
import { SymbolCard } from '../components/symbol.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { PromiseList } from '../table/promises.tsx';

/** The questions of the sheet stand as headings over its steps. */
const headings = {
  a: 'step.moment.title',
  b: 'step.betekenis.title',
  c: 'step.afspraak.title',
} as const;

/** The blank sheet, to print or to read from: A, B and C with room for two, themes and promises. */
export function PaperPage() {
  const texts = useTexts();
  const { route } = useLocation();
  return (
    <main class="page paper">
      <h1>{texts.t('print.blank.title')}</h1>
      <div class="choices not-printed">
        <Button kind="main" onClick={() => print()}>
          {texts.t('button.print')}
        </Button>
        <Button onClick={() => route('/')}>{texts.t('button.terug')}</Button>
      </div>
      <section>
        <h2>{texts.t('print.blank.themes')}</h2>
        <div class="deck-cards">
          {['thema-1', 'thema-2', 'thema-3', 'thema-4'].map((theme) => (
            <SymbolCard key={theme} id={theme} />
          ))}
        </div>
      </section>
      {(['a', 'b', 'c'] as const).map((part) => (
        <section key={part} class="sheet-part">
          <h2>{texts.t(headings[part])}</h2>
          <Lines id={`print.source.${part}`} />
          <div class="sheet-boxes">
            <div class="sheet-box" />
            <div class="sheet-box" />
          </div>
        </section>
      ))}
      <section>
        <h2>{texts.t('promise.title')}</h2>
        <PromiseList
          numbers={[1, 2, 3, 4, 5, 7]}
          role="resident"
          values={{ name: texts.t('role.professional'), third: '' }}
        />
      </section>
    </main>
  );
}
