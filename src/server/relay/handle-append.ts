// [SRV3] An append is taken entry by entry: each is parsed, its author known, and its signature checked when someone
// else brings it. [SRV2] The answer goes out after the commit; then the others at the room get what was stored.
import { type Entry, entrySize } from '#protocol/entry.ts';
import type { AppendOutcome } from '#protocol/error-codes.ts';
import { MAX_PAGE_BYTES } from '#protocol/limits.ts';
import type { Append } from '#protocol/up/append.ts';
import { bytesToKey } from '../bytes-key.ts';
import { sameBytes } from '../same-bytes.ts';
import type { LoggedEntry } from '../storage/storage.ts';
import type { CommitOutcome } from './group-commit.ts';
import { handOn } from './hand-on.ts';
import { type IncomingEntry, isSignedByAuthor, readIncoming } from './incoming-entry.ts';
import { type Answer, refuse, type Seat, type Table } from './table.ts';

type Checked = Readonly<{ incoming: IncomingEntry }> | Readonly<{ refused: AppendOutcome }>;

export async function handleAppend(table: Table, { req, roomId, entries }: Append): Promise<Answer> {
  const seat = table.seatAt(roomId);
  if (seat === null) return refuse(req, 'not-allowed');
  const size = entries.reduce((total, entry) => total + entrySize(entry), 0);
  if (size > MAX_PAGE_BYTES) return refuse(req, 'too-large');
  if (!table.parts.rates.entries.take(bytesToKey(roomId, seat.participantId), entries.length)) {
    return refuse(req, 'rate-limited');
  }

  const checked: Checked[] = [];
  for (const entry of entries) checked.push(await checkEntry(table, seat, roomId, entry));
  const outcomes = await storeAll(table, seat, roomId, checked);
  return { type: 'appended', req, outcomes };
}

async function checkEntry(table: Table, seat: Seat, roomId: Bytes, entry: Entry): Promise<Checked> {
  const incoming = readIncoming(entry);
  if (incoming === null || !sameBytes(incoming.header.roomId, roomId)) return { refused: 'malformed' };
  const { kind, participantId } = incoming.header;
  // A genesis only opens a room, a presence is never stored [SRV7].
  if (kind === 'genesis' || kind === 'presence') return { refused: 'not-allowed' };
  if (sameBytes(participantId, seat.participantId)) return { incoming };
  const key = await table.parts.storage.participantKey(roomId, participantId);
  if (key === null) return { refused: 'unknown' };
  return (await isSignedByAuthor(incoming, key)) ? { incoming } : { refused: 'not-allowed' };
}

async function storeAll(
  table: Table,
  seat: Seat,
  roomId: Bytes,
  checked: readonly Checked[],
): Promise<AppendOutcome[]> {
  const { commits, feeds, fanout } = table.parts;
  const wanted = checked.flatMap((one) => ('incoming' in one ? [one.incoming] : []));
  const toStore = wanted.map(({ stored }) =>
    // What another brings is sent again, and does not make a room live longer [DEL3].
    sameBytes(stored.participantId, seat.participantId) ? stored : { ...stored, keepsRoom: false },
  );
  const committed = toStore.length === 0 ? [] : await commits.append(roomId, toStore);

  const fresh: LoggedEntry[] = [];
  for (const [index, outcome] of committed.entries()) {
    const stored = toStore[index];
    if (outcome.code !== 'stored' || stored === undefined) continue;
    seat.subscription.hold(stored);
    fresh.push({ ...stored, seq: outcome.seq });
  }
  const last = fresh.at(-1);
  if (last !== undefined) {
    handOn(table.parts.report, () => {
      feeds.offer(roomId, fresh);
      fanout.publish({ kind: 'entries', roomId, seq: last.seq });
    });
  }
  let at = 0;
  return checked.map((one) => ('refused' in one ? one.refused : outcomeOf(committed[at++])));
}

function outcomeOf(outcome: CommitOutcome | undefined): AppendOutcome {
  if (outcome === undefined) return 'server-error';
  switch (outcome.code) {
    case 'stored':
    case 'repeated':
      return 'done';
    case 'no-room':
      return 'gone';
    default:
      return outcome.code;
  }
}
