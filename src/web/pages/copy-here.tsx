import { useLocation } from 'preact-iso';
import type { Device } from '#device/device.ts';
import { Lines, useTexts } from '../components/texts.tsx';
import { pathOfTable } from '../paths.ts';
import { useNamedRoom } from '../use-named-room.ts';
import { useTables } from '../use-tables.ts';
import { OwnCopyPage } from './own-copy.tsx';

/** My own copy of a table that is there, or that another threw away. */
export function CopyHere({ device }: { readonly device: Device }) {
  const texts = useTexts();
  const roomId = useNamedRoom();
  const { route } = useLocation();
  useTables(device);
  const ended = device.ended().find((one) => one.roomId === roomId);
  const table = device.table(roomId);
  if (table?.see().isPast) return <Lines id="expired.asking" />;
  const copy = table?.copy() ?? ended?.farewell?.copy;
  const lastOn = table?.see().lastOn ?? ended?.farewell?.lastOn;
  if (!copy || lastOn === undefined) return <p>{texts.t('error.unknown')}</p>;
  return <OwnCopyPage {...{ copy, lastOn }} onBack={() => route(pathOfTable(roomId))} />;
}
