import type { Table } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { invitationSays, linesOfInvitation } from '../components/invitation-says.ts';
import { Lines, useTexts } from '../components/texts.tsx';
import { valuesOf } from './step-texts.ts';

type Props = { readonly view: TableView; readonly table: Table };

/** Whoever said "ik doe mee" takes that back in one tap, and is asked nothing [CON1]. */
export function TakeBackTakingPart({ view, table, onDone }: Props & { readonly onDone: () => void }) {
  const texts = useTexts();
  const act = useAct();
  if (!view.me.takingPart?.given) return null;
  return (
    <>
      <Lines id="consent.given" />
      <div class="choices">
        <Button kind="small" onClick={() => act(table.withdraw(), onDone)}>
          {texts.t('button.ik-doe-niet-meer-mee')}
        </Button>
      </div>
    </>
  );
}

/** The sentences of the invitation as they stand now: saying it again says yes to these [CON1]. */
export function TakePartAgain({ view, table }: Props) {
  const texts = useTexts();
  const act = useAct();
  const said = invitationSays(view.me.role, 'own-device');
  const { name } = valuesOf(texts, view);
  return (
    <section class="next-round">
      <Lines id="consent.withdrawn" />
      {[...said.above, said.below].map((id) => (
        <Lines key={id} id={id} values={{ name }} />
      ))}
      <Button onClick={() => act(table.takePartAgain(linesOfInvitation(texts, said, name)))}>
        {texts.t('button.ik-doe-weer-mee')}
      </Button>
    </section>
  );
}
