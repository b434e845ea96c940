import { useId, useState } from 'preact/hooks';
import type { TableView } from '#domain/table-view.ts';
import { calendarFile, lookBackDay } from '#print/calendar.ts';
import { Button } from '../components/button.tsx';
import { useTexts } from '../components/texts.tsx';
import { dayInWords } from '../days.ts';
import { saveFile } from '../save-file.ts';

/** The day to look back on, for one's own calendar; nothing of the talk goes there. */
export function LookBackDay({ view, lastOn }: { readonly view: TableView; readonly lastOn: number }) {
  const texts = useTexts();
  const id = useId();
  const proposed = lookBackDay(
    view.agreements.map(({ content }) => content.when),
    new Date(lastOn),
  );
  const [day, setDay] = useState(proposed ?? '');
  const put = () => {
    const file = calendarFile(texts, day, crypto.randomUUID(), new Date());
    saveFile(`${texts.t('print.calendar.title')}.ics`, 'text/calendar', file);
  };
  return (
    <section class="choices">
      <label for={id}>{texts.t('end.when')}</label>
      <input id={id} type="date" value={day} onInput={(event) => setDay(event.currentTarget.value)} />
      {day !== '' && <p>{texts.t('end.until', { date: dayInWords(texts, day) })}</p>}
      <Button disabled={day === ''} onClick={put}>
        {texts.t('button.zet-in-agenda')}
      </Button>
    </section>
  );
}
