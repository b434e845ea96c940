import type { Table, TableSight } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { nameInText } from '../components/person.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { useIsAway } from '../use-is-away.ts';
import { useOnline } from '../use-online.ts';
import { useBackOnline } from './use-back-online.ts';

type Props = {
  readonly sight: TableSight;
  readonly view: TableView;
  readonly table: Table;
};

/** Small and quiet: where my cards are safe, who is here, what is wrong. */
export function StatusLine({ sight, view, now, table }: Props & { readonly now: number }) {
  const texts = useTexts();
  const act = useAct();
  const isOffline = !useOnline();
  const isAway = useIsAway(sight.isConnected);
  const isBack = useBackOnline(isOffline, sight.isConnected && sight.saved === 'server', now);
  const people = [view.me, ...view.others];
  const nameById = (id: string) => {
    const person = people.find((one) => one.id === id);
    return person ? nameInText(texts, person) : '';
  };
  return (
    <div class="status" role="status">
      <span>{texts.t(sight.saved === 'server' ? 'saving.safe' : 'saving.device')}</span>
      {view.others
        .filter(({ id }) => sight.here.includes(id) && (sight.sharesTablet || !isOffline))
        .map((person) => (
          <span key={person.id}>{texts.t('presence.here', { name: nameInText(texts, person) })}</span>
        ))}
      {view.shown?.setAside.map(({ who, by }) => (
        <Lines
          key={who.id}
          id={who.id === view.me.id ? 'without.me' : by.id === view.me.id ? 'without.mine' : 'without.seen'}
          values={{ name: nameInText(texts, who), by: nameInText(texts, by) }}
        />
      ))}
      {sight.asksMyHand.map(({ seat, setBy }) => (
        <span key={seat}>
          <Lines id="chair.asks" values={{ name: nameById(setBy) }} />
          <Button kind="small" onClick={() => act(table.admit(seat))}>
            {texts.t('button.dat-is-goed')}
          </Button>
        </span>
      ))}
      {sight.awaitsHand && <Lines id="chair.waits" />}
      {isOffline ? <Lines id="offline" /> : isAway && <Lines id="server.away" />}
      {isBack && <Lines id="online" />}
      {sight.trouble && <Lines id={`error.${sight.trouble}`} />}
      {sight.missingFrom.map((id) => (
        <span key={id}>{texts.t('chain.missing', { name: nameById(id) })}</span>
      ))}
      {sight.brokenBy.map((id) => (
        <Lines key={id} id="chain.broken" values={{ name: nameById(id) }} />
      ))}
    </div>
  );
}

/** At the edge: somebody wants a pause, and whoever is ready goes on. */
export function Paused({ view, table }: Pick<Props, 'view' | 'table'>) {
  const texts = useTexts();
  const act = useAct();
  const by = view.pausedBy;
  return (
    <div class="paused" role="status">
      {by && (
        <>
          <Lines
            id={by.id === view.me.id ? 'pause.mine' : 'stop.seen.pause'}
            values={{ name: nameInText(texts, by) }}
          />
          <Button kind="small" onClick={() => act(table.pause(false))}>
            {texts.t('button.na-pauze-verder')}
          </Button>
        </>
      )}
    </div>
  );
}

/** At the edge, where the table waits: who has been gone for a while, and going on without them [REV2]. */
export function WhoIsAway({ sight, view, table }: Props) {
  const texts = useTexts();
  const act = useAct();
  const isSetAside = (id: string) => view.shown?.setAside.some(({ who }) => who.id === id);
  return view.others
    .filter(({ id }) => sight.away.includes(id) && !isSetAside(id))
    .map((person) => (
      <p key={person.id}>
        {texts.t('presence.away', { name: nameInText(texts, person) })}{' '}
        <Button kind="small" onClick={() => act(table.setAside(person.id))}>
          {texts.t('button.zonder-verder', { name: nameInText(texts, person) })}
        </Button>
      </p>
    ));
}
