import { useLocation } from 'preact-iso';
import type { Tablet } from '#device/shared-tablet.ts';
import { pathOfTable } from '../paths.ts';
import { useNamedRoom } from '../use-named-room.ts';
import { useTables, whyUnseen } from '../use-tables.ts';
import { OwnCopyPage } from './own-copy.tsx';
import { Sentence } from './sentence.tsx';

/** My own copy of a table that is there, or that another threw away. */
export function CopyHere({ device }: { readonly device: Tablet }) {
  const roomId = useNamedRoom();
  const { route } = useLocation();
  useTables(device);
  const ended = device.ended().find((one) => one.roomId === roomId);
  const table = device.table(roomId);
  const why = table && whyUnseen(table.see());
  if (why) return <Sentence id={why} />;
  const copy = table?.copy() ?? ended?.farewell?.copy;
  const lastOn = table?.see().lastOn ?? ended?.farewell?.lastOn;
  if (!copy || lastOn === undefined) return <Sentence id="error.unknown" />;
  return <OwnCopyPage {...{ copy, lastOn }} onBack={() => route(pathOfTable(roomId))} />;
}
