import { useState } from 'preact/hooks';
import type { Table, TableSight } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { Content } from '../components/card-face.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { InvitationCode, type ShownInvitation, withLink } from '../pages/invitation-code.tsx';
import { CheckPictures, PicturesDiffer } from './check-pictures.tsx';
import { valuesOf } from './step-texts.ts';
import { useTabletSide } from './tablet-side.tsx';

type Props = { readonly view: TableView; readonly sight: TableSight; readonly table: Table };

/** On the tablet, when the conversation is over: to one's own phone, or off it. Either way nothing of me stays [TAB1]. */
export function TakeHome({ view, sight, table }: Props) {
  const texts = useTexts();
  const guest = useTabletSide()?.guest;
  const [code, setCode] = useState<ShownInvitation>();
  const [failure, setFailure] = useState<'offline' | 'refused'>();
  if (!guest) return null;

  async function invite(): Promise<void> {
    const invited = await table.invite(view.me.role, 'screen');
    setFailure(invited.ok ? undefined : invited.error);
    setCode(invited.ok ? await withLink(invited.value) : undefined);
  }

  return (
    <section class="take-home" aria-live="polite">
      {sight.isTakenHome ? (
        <>
          <Lines id="home.pictures" />
          <CheckPictures sight={sight} table={table} />
          <Button kind="main" onClick={guest.leave}>
            {texts.t('button.ja-dezelfde')}
          </Button>
          <PicturesDiffer table={table} />
        </>
      ) : code ? (
        <>
          <Lines id="home.scan" />
          <InvitationCode link={code.link} />
          {sight.awaitsHand && <Lines id="home.asks" values={valuesOf(texts, view)} />}
        </>
      ) : (
        <>
          <Lines id="home.offer" />
          <Button kind="main" onClick={() => void invite()}>
            {texts.t('button.neem-mee-naar-huis')}
          </Button>
        </>
      )}
      {failure && <Lines id={failure === 'offline' ? 'offline.invite' : 'invite.refused'} class="error" />}
      {!sight.isTakenHome && <Button onClick={guest.leave}>{texts.t('button.haal-mij-hier-weg')}</Button>}
      <p>{texts.t('home.until', { time: texts.time(guest.until()) })}</p>
    </section>
  );
}

/** On my own phone: the same pictures as long as the tablet shows them, then each card that I laid there. */
export function FromTablet({ view, sight, table }: Props) {
  const texts = useTexts();
  const act = useAct();
  const [card] = sight.fromTablet;
  return (
    <>
      {sight.tabletSeat === 'open' && (
        <section class="from-tablet">
          <Lines id="step.plaatjes.praten" />
          <Lines id="home.there" />
          <CheckPictures sight={sight} table={table} />
          <PicturesDiffer table={table} />
        </section>
      )}
      {card && (
        <section class="from-tablet" aria-live="polite">
          <Lines id={card.isAgreed ? 'home.mine.agreed' : 'home.mine'} />
          <div class="card">
            <Content content={card.content} people={[view.me, ...view.others]} />
          </div>
          <div class="choices">
            <Button onClick={() => act(table.layAgain(card.key))}>{texts.t('button.ja-van-mij')}</Button>
            <Button onClick={() => act(table.disown(card.key))}>{texts.t('button.nee-niet-van-mij')}</Button>
          </div>
        </section>
      )}
    </>
  );
}
