import { checkPictureIds } from '#content/symbols.ts';
import type { Table, TableSight } from '#device/table.ts';
import { Button } from '../components/button.tsx';
import { Picture } from '../components/symbol.tsx';
import { textOf, useTexts } from '../components/texts.tsx';

/** The same four pictures on both screens, or somebody stands between [INV4]. */
export function CheckPictures({ sight, table }: { readonly sight: TableSight; readonly table: Table }) {
  const texts = useTexts();
  const ids = (sight.pictures?.indices ?? []).flatMap((index) => checkPictureIds[index] ?? []);
  return (
    <>
      <ul class="check-pictures">
        {ids.map((id) => (
          <li key={id} class="symbol">
            <Picture id={id} size={72} />
            <span class="symbol-word">{textOf(texts, `check-picture.${id}`)}</span>
          </li>
        ))}
      </ul>
      <Button onClick={() => void table.rejectPictures()}>{texts.t('button.nee')}</Button>
    </>
  );
}
