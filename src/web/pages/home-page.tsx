import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Device } from '#device/device.ts';
import type { Table } from '#device/table.ts';
import { Button } from '../components/button.tsx';
import { nameInText, nameOf } from '../components/person.tsx';
import { Lines, textOf, useTexts } from '../components/texts.tsx';
import { fetchOrganisation, type Organisation } from '../organisation.ts';
import { pathOfTable, returnPath } from '../paths.ts';
import { useSightFromAfar, useTables } from '../use-tables.ts';

/** The first page: what this is, whose it is, my tables, and where to begin. */
export function HomePage({ device }: { readonly device: Device }) {
  const texts = useTexts();
  const { route } = useLocation();
  const tables = useTables(device);
  const [organisation, setOrganisation] = useState<Organisation>();
  const [asksCode, setAsksCode] = useState(false);
  useEffect(() => {
    void fetchOrganisation().then(setOrganisation);
  }, []);
  return (
    <main class="page">
      <h1>{texts.t('home.title')}</h1>
      <Lines id="home.lead" />
      <div class="choices choices-tall">
        <Button kind="main" onClick={() => route('/begin')}>
          {texts.t('button.begin-een-gesprek')}
        </Button>
        <Button onClick={() => setAsksCode(true)}>{texts.t('button.ik-heb-een-uitnodiging')}</Button>
        <Button onClick={() => route('/papier')}>{texts.t('button.liever-op-papier')}</Button>
        <Button onClick={() => route(returnPath)}>{texts.t('button.ik-heb-een-sleutel')}</Button>
      </div>
      {asksCode && <Lines id="join.how" />}
      {tables.length > 0 && (
        <section class="tables">
          <h2>{texts.t('home.tables')}</h2>
          {tables.map((table) => (
            <TableLink key={table.roomId} table={table} onOpen={() => route(pathOfTable(table.roomId))} />
          ))}
        </section>
      )}
      {device.ended().map(
        ({ roomId, farewell }) =>
          farewell && (
            <Button key={roomId} onClick={() => route(pathOfTable(roomId))}>
              {texts.t('erase.by-other', { name: nameInText(texts, farewell.by) })}
            </Button>
          ),
      )}
      <footer class="page-foot">
        <Lines id="home.credit" />
        {organisation?.name && <p>{organisation.name}</p>}
        {organisation?.privacyContact && (
          <p>{texts.t('home.privacy', { contact: organisation.privacyContact })}</p>
        )}
        <a href="/over">{texts.t('button.over-deze-website')}</a>
      </footer>
    </main>
  );
}

type TableLinkProps = { readonly table: Table; readonly onOpen: () => void };

/** With whom, where we were, when we look back, and the day on which it goes away by itself [DEL3]. */
function TableLink({ table, onOpen }: TableLinkProps) {
  const texts = useTexts();
  const { view, leavesOn } = useSightFromAfar(table);
  const [other] = view?.others ?? [];
  const here = view?.chapters.find(({ is }) => is === 'here');
  const when = view?.agreements.at(-1)?.content.when;
  return (
    <div class="table-link">
      <Button onClick={onOpen}>
        <bdi>{other ? nameOf(texts, other) : texts.t('home.table.alone')}</bdi>
      </Button>
      {here && <p>{texts.t('home.table.at', { place: textOf(texts, `chapter.${here.id}`) })}</p>}
      {view?.position === 'ended-finished' && <p>{texts.t('home.table.done')}</p>}
      {when && <p>{texts.t('home.table.when', { when: textOf(texts, `symbol.${when}`) })}</p>}
      <p>{texts.t('home.table.leaves', { date: texts.date(leavesOn) })}</p>
    </div>
  );
}
