import type { Table, TableSight } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { nameInText } from '../components/person.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { useBackOnline } from './use-back-online.ts';

/** Only after this long without a sign is somebody called away: a dimmed phone is not. */
const awayAfterMs = 2 * 60 * 1000;

type Props = {
  readonly sight: TableSight;
  readonly view: TableView;
  readonly now: number;
  readonly table: Table;
};

/** Small and quiet: where my cards are safe, who is here, what is wrong. */
export function StatusLine({ sight, view, now, table }: Props) {
  const texts = useTexts();
  const isOffline = !navigator.onLine;
  const isBack = useBackOnline(isOffline, sight.isConnected && sight.saved === 'server', now);
  const people = [view.me, ...view.others];
  const nameById = (id: string) => {
    const person = people.find((one) => one.id === id);
    return person ? nameInText(texts, person) : '';
  };
  const away = view.others.filter(({ id }) => {
    const seen = sight.lastSeen.get(id);
    return seen !== undefined && now - seen > awayAfterMs;
  });
  return (
    <div class="status" role="status">
      <span>{texts.t(sight.saved === 'server' ? 'saving.safe' : 'saving.device')}</span>
      {away.map((person) => (
        <span key={person.id}>
          {texts.t('presence.away', { name: nameInText(texts, person) })}{' '}
          <Button kind="small" onClick={() => void table.setAside(person.id)}>
            {texts.t('button.zonder-verder', { name: nameInText(texts, person) })}
          </Button>
        </span>
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
          <Button kind="small" onClick={() => void table.admit(seat)}>
            {texts.t('button.dat-is-goed')}
          </Button>
        </span>
      ))}
      {sight.awaitsHand && <Lines id="chair.waits" />}
      {isOffline ? <Lines id="offline" /> : !sight.isConnected && <Lines id="server.away" />}
      {isBack && <Lines id="online" />}
      {sight.missingFrom.map((id) => (
        <span key={id}>{texts.t('chain.missing', { name: nameById(id) })}</span>
      ))}
      {sight.brokenBy.map((id) => (
        <Lines key={id} id="chain.broken" values={{ name: nameById(id) }} />
      ))}
      {view.pausedBy && (
        <Lines
          id={view.pausedBy.id === view.me.id ? 'pause.mine' : 'stop.seen.pause'}
          values={{ name: nameInText(texts, view.pausedBy) }}
        />
      )}
      {view.pausedBy && (
        <Button kind="small" onClick={() => void table.pause(false)}>
          {texts.t('button.na-pauze-verder')}
        </Button>
      )}
    </div>
  );
}
