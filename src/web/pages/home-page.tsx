import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Texts } from '#content/texts.ts';
import type { Tablet } from '#device/shared-tablet.ts';
import type { Table } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { lookBackDay } from '#print/calendar.ts';
import { Button } from '../components/button.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { ListenButton } from '../components/listen-button.tsx';
import { nameInText, nameOf } from '../components/person.tsx';
import { Lines, textOf, useTexts, useTitle } from '../components/texts.tsx';
import { dayInWords } from '../days.ts';
import { fetchOrganisation, type Organisation } from '../organisation.ts';
import { pathOfOwnCards, pathOfTable, returnPath } from '../paths.ts';
import { useSightFromAfar, useTables, whyUnseen } from '../use-tables.ts';
import { PasteLink } from './paste-link.tsx';

/** The first page: what this is, whose it is, my tables, and where to begin. */
export function HomePage({ device }: { readonly device: Tablet }) {
  const texts = useTexts();
  useTitle(texts.t('title.home'));
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
      <div class="tools">
        <ListenButton />
        <LanguageSwitch />
      </div>
      <div class="choices choices-tall">
        <Button kind="main" onClick={() => route('/begin')}>
          {texts.t('button.begin-een-gesprek')}
        </Button>
        <Button onClick={() => setAsksCode(true)}>{texts.t('button.ik-heb-een-uitnodiging')}</Button>
        <Button onClick={() => route('/papier')}>{texts.t('button.liever-op-papier')}</Button>
        <Button onClick={() => route(returnPath)}>{texts.t('button.ik-heb-een-sleutel')}</Button>
      </div>
      {asksCode && <PasteLink />}
      {tables.length > 0 && (
        <section class="tables">
          <h2>{texts.t('home.tables')}</h2>
          {tables.map((table) => (
            <TableLink key={table.roomId} table={table} />
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

/** With whom, where we were, when we look back, and the day on which it goes away by itself [DEL3]. */
function TableLink({ table }: { readonly table: Table }) {
  const texts = useTexts();
  const { route } = useLocation();
  const sight = useSightFromAfar(table);
  const { view, lastOn, leavesOn } = sight;
  const why = whyUnseen(sight);
  const open = (path: string) => () => route(path);
  if (why || !view) {
    return <Button onClick={open(pathOfTable(table.roomId))}>{texts.t(why ?? 'loading')}</Button>;
  }
  const [other] = view.others;
  return (
    <div class="table-link">
      <Button onClick={open(pathOfTable(table.roomId))}>
        <bdi>{other ? nameOf(texts, other) : texts.t('home.table.alone')}</bdi>
      </Button>
      <p>{whereWeWere(texts, view)}</p>
      <p>{whatIsNext(texts, view, lastOn)}</p>
      <p>{texts.t('home.table.leaves', { date: texts.date(leavesOn) })}</p>
      <Button kind="small" onClick={open(pathOfOwnCards(table.roomId))}>
        {texts.t('button.mijn-kaarten')}
      </Button>
    </div>
  );
}

function whereWeWere(texts: Texts, { position, chapters }: TableView): string {
  if (position === 'ended-finished') return texts.t('home.table.done');
  if (position === 'ended-stopped') return texts.t('home.table.stopped');
  const here = chapters.find(({ is }) => is === 'here');
  return here ? texts.t('home.table.at', { place: textOf(texts, `chapter.${here.id}`) }) : '';
}

/** The day on which we look back, where what we agreed names one; else what it says of when. */
function whatIsNext(texts: Texts, { agreements }: TableView, lastOn: number): string {
  const when = agreements.map(({ content }) => content.when);
  const day = lookBackDay(when, new Date(lastOn));
  if (day) return texts.t('home.table.next', { date: dayInWords(texts, day) });
  const last = when.at(-1);
  return last ? texts.t('home.table.when', { when: textOf(texts, `symbol.${last}`) }) : '';
}
