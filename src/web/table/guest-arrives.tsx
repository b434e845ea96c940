import type { Tablet } from '#device/shared-tablet.ts';
import type { Table } from '#device/table.ts';
import { Button } from '../components/button.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { type Door, DoorContext, useDoor } from '../door.tsx';
import { lookAtInvitation } from '../look-at-invitation.ts';
import { JoinPage } from '../pages/join-page.tsx';

type Props = {
  readonly tablet: Tablet;
  readonly table: Table;
  /** The part of the invitation's link after `#`. */
  readonly fragment: string;
  readonly onBack: () => void;
};

/** The invitation as it stands on a phone, on the tablet of whoever invites [TAB1]. */
export function GuestArrives({ tablet, table, fragment, onBack }: Props) {
  const texts = useTexts();
  const door = useDoor();
  const guestsDoor: Door = {
    ...door,
    isAtTablet: true,
    look: () => lookAtInvitation(fragment),
    needDevice: async () => ({
      join: (link, joining) => tablet.guest.sit(table.roomId, link, joining),
      resume: async () => undefined,
    }),
  };
  return (
    <DoorContext.Provider value={guestsDoor}>
      <Lines id="open.tablet" class="tip" />
      <JoinPage />
      <Button kind="small" onClick={onBack}>
        {texts.t('button.terug')}
      </Button>
    </DoorContext.Provider>
  );
}
