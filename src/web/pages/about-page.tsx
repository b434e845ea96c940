import { useEffect, useState } from 'preact/hooks';
import { Lines, textOf, useTexts, useTitle } from '../components/texts.tsx';
import { fetchOrganisation, type Organisation } from '../organisation.ts';

const parts = ['method', 'source', 'ours', 'privacy', 'cannot', 'symbols', 'font', 'code'] as const;

/** Where the method comes from, who can read what, what cannot be promised, whose pictures these are. */
export function AboutPage() {
  const texts = useTexts();
  useTitle(texts.t('title.about'));
  const [organisation, setOrganisation] = useState<Organisation>();
  useEffect(() => {
    void fetchOrganisation().then(setOrganisation);
  }, []);
  return (
    <main class="page">
      <h1>{texts.t('about.title')}</h1>
      <Lines id="about.lead" />
      {parts.map((part) => (
        <section key={part} class="lines">
          <h2>{textOf(texts, `about.${part}.title`)}</h2>
          <Lines id={`about.${part}`} />
          {part === 'font' && (
            // In a tab of its own: it is a file, not a page of the app.
            <a href="/licences/OFL-1.1.txt" target="_blank" rel="noreferrer">
              {texts.t('about.font.licence')}
            </a>
          )}
          {part === 'privacy' && organisation && (
            <>
              <p>{texts.t('about.privacy.days', { n: organisation.retentionDays })}</p>
              {organisation.privacyContact && (
                <p>{texts.t('about.privacy.contact', { contact: organisation.privacyContact })}</p>
              )}
            </>
          )}
        </section>
      ))}
    </main>
  );
}
