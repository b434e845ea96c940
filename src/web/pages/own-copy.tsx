import { useRef } from 'preact/hooks';
import type { Texts } from '#content/texts.ts';
import type { CardContent } from '#domain/card-content.ts';
import type { OwnCopy } from '#domain/own-copy.ts';
import { Button } from '../components/button.tsx';
import { nameOf } from '../components/person.tsx';
import { SymbolCard } from '../components/symbol.tsx';
import { textOf, useTexts, useTitle } from '../components/texts.tsx';
import { saveFile } from '../save-file.ts';
import sheetStyle from '../style/copy-sheet.css?inline';
// The screen and its print look as the file does.
import '../style/copy-sheet.css';

type Props = {
  readonly copy: OwnCopy;
  /** The day on which something was last said at the table; milliseconds since 1970. */
  readonly lastOn: number;
  readonly onBack: () => void;
};

/** My own copy on the screen, to print or to keep: my cards and what we agreed, nothing of the other's. */
export function OwnCopyPage({ copy, lastOn, onBack }: Props) {
  const texts = useTexts();
  useTitle(texts.t('title.copy'));
  const sheet = useRef<HTMLElement>(null);
  const keep = async () => {
    if (sheet.current)
      saveFile(`${texts.t('print.calendar.title')}.html`, 'text/html', await fileOf(sheet.current, texts));
  };
  return (
    <main class="page">
      <div class="choices not-printed">
        <Button kind="main" onClick={() => void keep()}>
          {texts.t('button.bewaar-op-mijn-toestel')}
        </Button>
        <Button onClick={() => print()}>{texts.t('button.print')}</Button>
        <Button onClick={onBack}>{texts.t('button.terug')}</Button>
      </div>
      <article ref={sheet} class="copy-sheet">
        <h1>{texts.t('print.copy.title', { date: texts.date(lastOn), me: nameOf(texts, copy.me) })}</h1>
        {copy.pages.map((page) => (
          <section key={`${page.round}.${page.chapter}`}>
            <h2>{headingOf(texts, page.chapter)}</h2>
            <Cards cards={page.cards} copy={copy} />
          </section>
        ))}
        {copy.agreements.length > 0 && (
          <section>
            <h2>{texts.t('print.copy.agreed')}</h2>
            <Cards cards={copy.agreements.map(({ content }) => content)} copy={copy} />
          </section>
        )}
        {copy.promisedBy.map((person) => (
          <section key={person.id}>
            <h2>{texts.t('print.copy.promise')}</h2>
            <p>{texts.t('promise.card', { me: nameOf(texts, person) })}</p>
          </section>
        ))}
      </article>
    </main>
  );
}

const headings: Readonly<Record<string, string>> = {
  a: 'step.moment.title',
  b: 'step.betekenis.title',
  c: 'step.afspraak.title',
};

function headingOf(texts: Texts, chapter: string | undefined): string {
  const quoted = chapter && headings[chapter];
  return textOf(texts, quoted ?? `chapter.${chapter}`) || texts.t('print.copy.cards');
}

function Cards({ cards, copy }: { readonly cards: readonly CardContent[]; readonly copy: OwnCopy }) {
  return (
    <ul>
      {cards.map((content, index) => (
        // A copy is drawn once: a card's place is who it is.
        <li key={index}>
          <Card content={content} copy={copy} />
        </li>
      ))}
    </ul>
  );
}

function Card({ content, copy }: { readonly content: CardContent; readonly copy: OwnCopy }) {
  const texts = useTexts();
  const { who, when, pile } = content;
  const person = copy.people.find(({ id }) => id === who);
  return (
    <>
      {pile && <p>{texts.t(`pile.${pile}`)}</p>}
      {content.symbols.map((symbol) => (
        <SymbolCard key={symbol} id={symbol} size={48} />
      ))}
      {content.text && (
        <p>
          <bdi>{content.text}</bdi>
        </p>
      )}
      {who === 'samen' && <p>{texts.t('doer.samen')}</p>}
      {person && (
        <p>
          <bdi>{nameOf(texts, person)}</bdi>
        </p>
      )}
      {when && <SymbolCard id={when} size={32} />}
    </>
  );
}

/** The sheet as one file that needs nothing else: its pictures are inside it. */
async function fileOf(sheet: HTMLElement, texts: Texts): Promise<string> {
  const sources = [
    ...new Set([...sheet.querySelectorAll('img')].map((picture) => picture.getAttribute('src') ?? '')),
  ];
  const pictures = await Promise.all(
    sources.map(async (source) => [source, await (await fetch(source)).text()] as const),
  );
  const html = pictures.reduce(
    (before, [source, svg]) =>
      before.replaceAll(`"${source}"`, `"data:image/svg+xml,${encodeURIComponent(svg)}"`),
    sheet.outerHTML,
  );
  const title = sheet.querySelector('h1')?.textContent ?? '';
  return [
    `<!doctype html><html lang="${texts.language}" dir="${texts.direction}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(title)}</title><style>${sheetStyle}</style></head><body>`,
    html,
    '</body></html>',
  ].join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
