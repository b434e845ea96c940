import type { Table, TableSight } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { Lines, useTexts } from '../components/texts.tsx';

type Props = {
  readonly sight: TableSight;
  readonly view: TableView;
  readonly table: Table;
  readonly onOpenKey: () => void;
};

/** Asked once, where people leave: keep your key, or do it later. */
export function KeyQuestion({ sight, view, table, onOpenKey }: Props) {
  const texts = useTexts();
  const isLeaving = view.shown?.step.leaving || view.position.startsWith('ended');
  if (!sight.asksToKeepKey || !isLeaving || view.shown?.lookingBack) return null;
  return (
    <section class="key-question" aria-label={texts.t('button.mijn-sleutel')}>
      <Lines id="key.leave" />
      {view.me.role === 'professional' && <Lines id="key.workplace.professional" />}
      <div class="choices">
        <Button onClick={onOpenKey}>{texts.t('button.mijn-sleutel')}</Button>
        <Button kind="small" onClick={() => void table.answerKeyQuestion()}>
          {texts.t('button.later')}
        </Button>
      </div>
    </section>
  );
}
