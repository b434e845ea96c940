import { linesOf, useTexts } from '../components/texts.tsx';

/** Questions that a professional can choose from and say aloud; nothing is stored. */

const ids = ['1', '2', '3', '4', '5', '6'];

export function Questions() {
  const texts = useTexts();
  const asked = ids.flatMap((id) => linesOf(texts, `question.${id}`));
  const aboutMe = ['self.1', 'self.2'].flatMap((id) => linesOf(texts, `question.${id}`));
  return (
    <details>
      <summary>{texts.t('question.title')}</summary>
      <ul>
        {asked.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
      <p>{texts.t('question.self.title')}</p>
      <ul>
        {aboutMe.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </details>
  );
}
