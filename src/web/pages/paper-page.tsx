import { useLocation } from 'preact-iso';
import { Button } from '../components/button.tsx';
import { SymbolCard } from '../components/symbol.tsx';
import { Lines, useTexts, useTitle } from '../components/texts.tsx';
import { PromiseList } from '../table/promises.tsx';
import '../style/sheet.css';

/** The questions of the sheet stand as headings over its steps. */
const headings = {
  a: 'step.moment.title',
  b: 'step.betekenis.title',
  c: 'step.afspraak.title',
} as const;

/** To be filled in with a pen. */
const dots = '……………………';

/** The blank sheet, to print or to read from: themes, A, B and C with room for two, and the promises. */
export function PaperPage() {
  const texts = useTexts();
  useTitle(texts.t('title.paper'));
  const { route } = useLocation();
  return (
    <main class="page sheet">
      <div class="choices not-printed">
        <Lines id="print.paper.lead" />
        <Button kind="main" onClick={() => print()}>
          {texts.t('button.print')}
        </Button>
        <Button onClick={() => route('/')}>{texts.t('button.naar-het-begin')}</Button>
      </div>
      <h1>{texts.t('print.blank.title')}</h1>
      <section class="sheet-part">
        <h2>{texts.t('print.blank.themes')}</h2>
        <div class="sheet-themes">
          {['thema-1', 'thema-2', 'thema-3', 'thema-4'].map((theme) => (
            <SymbolCard key={theme} id={theme} size={40} />
          ))}
        </div>
      </section>
      {(['a', 'b', 'c'] as const).map((part) => (
        <section key={part} class="sheet-part">
          <h2>{texts.t(headings[part])}</h2>
          <Lines id={`print.source.${part}`} class="sheet-source" />
          <div class="sheet-boxes">
            {['one', 'other'].map((person) => (
              <div key={person} class="sheet-box">
                {texts.t('print.blank.name')}: {dots}
              </div>
            ))}
          </div>
        </section>
      ))}
      <section class="sheet-part sheet-promises">
        <h2>{texts.t('print.blank.promises')}</h2>
        <PromiseList
          numbers={[1, 2, 3, 4, 5, 6, 7]}
          role="professional"
          values={{ name: texts.t('role.professional'), third: '', date: dots }}
        />
      </section>
      <footer class="page-foot">
        <p>{texts.t('print.blank.not-for-file')}</p>
        <Lines id="home.credit" />
      </footer>
    </main>
  );
}
