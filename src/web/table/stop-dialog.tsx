import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Table, TableSight } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { Refusal, useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { ChooseThird } from '../components/choose-third.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { fetchOrganisation } from '../organisation.ts';
import { mayOnlyBlankMine } from './erase-dialog.tsx';
import { PromiseList } from './promises.tsx';
import { valuesOf } from './step-texts.ts';
import { useTabletSide } from './tablet-side.tsx';
import { TakeBackTakingPart } from './taking-part.tsx';

type Props = {
  readonly view: TableView;
  readonly sight: TableSight;
  readonly table: Table;
  readonly onClose: () => void;
  readonly onErase: () => void;
};

/** Stopping needs no reason; free support is named; the promises can be read again. */
export function StopDialog({ view, sight, table, onClose, onErase }: Props) {
  const texts = useTexts();
  const act = useAct();
  const { route } = useLocation();
  const isGuest = useTabletSide()?.guest !== undefined;
  const isOver = view.position.startsWith('ended');
  const [support, setSupport] = useState('');
  useEffect(() => {
    void fetchOrganisation().then((organisation) => setSupport(organisation?.supportText ?? ''));
  }, []);
  return (
    <Dialog title={texts.t('button.stop')} onClose={onClose}>
      <Lines id="stop" />
      <div class="choices">
        <Button onClick={() => act(table.pause(!view.pausedBy), onClose)}>
          {texts.t(view.pausedBy ? 'button.verder' : 'button.even-pauze')}
        </Button>
        {!isOver && (
          <Button onClick={() => act(table.stop(), onClose)}>{texts.t('button.stoppen-bewaar')}</Button>
        )}
        {sight.mayErase && <Button onClick={onErase}>{texts.t('button.stoppen-gooi-weg')}</Button>}
        {mayOnlyBlankMine(sight) && (
          <Button onClick={onErase}>{texts.t('button.gooi-mijn-kaarten-weg')}</Button>
        )}
        {!isGuest && <Button onClick={() => route('/')}>{texts.t('button.naar-het-begin')}</Button>}
        <Button onClick={onClose}>{texts.t('button.nee-terug')}</Button>
      </div>
      <Refusal />
      <Lines id="stop.closed" />
      {view.me.role === 'resident' && <Lines id="stop.someone-else.resident" values={{ support }} />}
      {view.me.role === 'professional' && <Lines id="tip.stop" />}
      <TakeBackTakingPart view={view} table={table} onDone={onClose} />
      <h3>{texts.t('open.third')}</h3>
      <div class="choices">
        <ChooseThird now={view.third} onChosen={(third) => act(table.sayWhoSitsBy(third), onClose)} />
      </div>
      <h3>{texts.t('promise.title')}</h3>
      <PromiseList
        numbers={[1, 2, 3, 4, 5, 6, 7]}
        role={view.me.role}
        values={{ ...valuesOf(texts, view), date: texts.date(sight.leavesOn) }}
      />
    </Dialog>
  );
}
