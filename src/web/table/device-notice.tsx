import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Table, TableSight } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { nameInText } from '../components/person.tsx';
import { Lines, useTexts } from '../components/texts.tsx';

type Props = {
  readonly sight: TableSight;
  readonly view: TableView;
  readonly table: Table;
  readonly onOpenKey: () => void;
};

/**
 * Once: who sits on another device now [RET1]. When it is me on a device that is not this one, or a copy of this
 * device wrote [ENV6], I am asked whether that was me.
 */
export function DeviceNotice({ sight, view, table, onOpenKey }: Props) {
  const texts = useTexts();
  const [stranger, setStranger] = useState<'stopped' | 'waits'>();
  const { me, others } = view;
  const moved = [...others, me].filter(({ id }) => sight.movedDevice.includes(id));
  const asksMe = sight.copyWrote || moved.includes(me);

  async function refuse(): Promise<void> {
    const renewed = await table.newKey();
    setStranger(renewed.ok ? 'stopped' : 'waits');
    await table.meetDevices();
  }

  return (
    <>
      {(moved.length > 0 || sight.copyWrote) && (
        <section class="notice" role="alert">
          {moved.map((person) => (
            <p key={person.id}>{texts.t('key.used', { name: nameInText(texts, person) })}</p>
          ))}
          {sight.copyWrote ? <Lines id="chain.copied" /> : asksMe && <Lines id="key.used.old" />}
          <div class="choices">
            {asksMe && (
              <Button kind="small" onClick={() => void refuse()}>
                {texts.t('button.dit-was-ik-niet')}
              </Button>
            )}
            <Button kind="small" onClick={() => void table.meetDevices()}>
              {texts.t(asksMe ? 'button.dit-was-ik' : 'button.sluit')}
            </Button>
          </div>
        </section>
      )}
      {stranger && (
        <Stranger
          is={stranger}
          name={others[0] && nameInText(texts, others[0])}
          onOpenKey={onOpenKey}
          onClose={() => setStranger(undefined)}
        />
      )}
    </>
  );
}

type StrangerProps = {
  readonly is: 'stopped' | 'waits';
  readonly name: string | undefined;
  readonly onOpenKey: () => void;
  readonly onClose: () => void;
};

/** What a new key stops and what it cannot: whoever has my keys reads and writes here as I do. */
function Stranger({ is, name, onOpenKey, onClose }: StrangerProps) {
  const texts = useTexts();
  const { route } = useLocation();
  return (
    <Dialog title={texts.t('button.dit-was-ik-niet')} onClose={onClose}>
      <Lines id={is === 'stopped' ? 'key.stranger' : 'key.stranger.waits'} />
      <Lines id="key.stranger.still" />
      {name && <Lines id="key.stranger.tell" values={{ name }} />}
      <div class="choices choices-tall">
        <Button kind="main" onClick={() => route('/begin')}>
          {texts.t('button.begin-een-gesprek')}
        </Button>
        <Button
          onClick={() => {
            onClose();
            onOpenKey();
          }}
        >
          {texts.t('button.mijn-sleutel')}
        </Button>
      </div>
    </Dialog>
  );
}
