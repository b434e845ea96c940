import { useState } from 'preact/hooks';
import type { Texts } from '#content/texts.ts';
import type { GuestTable, Tablet } from '#device/shared-tablet.ts';
import type { Table } from '#device/table.ts';
import { Acting } from '../acting.tsx';
import { nameOf } from '../components/person.tsx';
import { useTexts } from '../components/texts.tsx';
import { TablePage } from './table-page.tsx';
import { OnTabletSide } from './tablet-side.tsx';
import '../style/tablet.css';

type Props = { readonly tablet: Tablet; readonly table: Table; readonly guest: GuestTable };

/** One tablet, flat on the table: two halves, each upright for its own side [TAB1]. */
export function SharedTable({ tablet, table, guest }: Props) {
  const texts = useTexts();
  const [alone, setAlone] = useState<'near' | 'far'>();
  const sides = [
    { place: 'far', seat: guest },
    { place: 'near', seat: table },
  ] as const;
  return (
    <main class={`shared-table ${alone ? `alone-${alone}` : ''}`}>
      {sides.map(({ place, seat }) => (
        <div key={place} class={`half half-${place}`}>
          <OnTabletSide
            side={{
              name: nameOfMe(texts, seat),
              guest:
                place === 'far' ? { until: guest.until, leave: () => void tablet.guest.letGo() } : undefined,
              isAlone: alone === place,
              lookAlone: () => setAlone(place),
              putBack: () => setAlone((now) => (now === place ? undefined : now)),
            }}
          >
            <Acting>
              <TablePage table={seat} />
            </Acting>
          </OnTabletSide>
        </div>
      ))}
    </main>
  );
}

function nameOfMe(texts: Texts, seat: Table): string {
  const me = seat.see().view?.me;
  return me ? nameOf(texts, me) : '';
}
