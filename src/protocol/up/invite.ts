import { HASH_BYTES, ID_BYTES, MAX_BLOB_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Deposits an invitation [INV2]. Answer: `done` or `refused`. */
export type Invite = {
  readonly type: 'invite';
  readonly req: number;
  /** 16 B. */
  readonly roomId: Bytes;
  /** 16 B. */
  readonly inviteId: Bytes;
  /** 32 B: SHA-256 of the proof (slw1/inv-auth). */
  readonly proofHash: Bytes;
  /** Sealed name and role of the inviter (slw1/inv-show) ≤ 2 KiB. */
  readonly show: Bytes;
  /** Sealed room key (slw1/inv-wrap) ≤ 2 KiB. */
  readonly wrap: Bytes;
  /** From now, by the clock of the server. */
  readonly lifetimeSeconds: number;
};

export function encodeInvite(message: Invite, writer: Writer): Writer {
  return writer
    .u32(message.req)
    .fixed(message.roomId, ID_BYTES)
    .fixed(message.inviteId, ID_BYTES)
    .fixed(message.proofHash, HASH_BYTES)
    .blob(message.show, MAX_BLOB_BYTES)
    .blob(message.wrap, MAX_BLOB_BYTES)
    .u32(message.lifetimeSeconds);
}

export function decodeInvite(reader: Reader): Invite {
  return {
    type: 'invite',
    req: reader.u32(),
    roomId: reader.fixed(ID_BYTES),
    inviteId: reader.fixed(ID_BYTES),
    proofHash: reader.fixed(HASH_BYTES),
    show: reader.blob(MAX_BLOB_BYTES),
    wrap: reader.blob(MAX_BLOB_BYTES),
    lifetimeSeconds: reader.u32(),
  };
}
