import { DEVICE_ID_BYTES, ID_BYTES, MAX_HEADS } from './limits.ts';
import type { Reader, Writer } from './wire.ts';

/** The highest envelope of one chain that somebody holds, without a gap before it [SRV4]. */
export type Head = {
  /** 16 B. */
  readonly participantId: Bytes;
  /** 8 B. */
  readonly deviceId: Bytes;
  /** u32, from 0. */
  readonly seq: number;
};

/** participantId 16 ‖ deviceId 8 ‖ seq u32. */
export function writeHead(head: Head, writer: Writer): Writer {
  return writer.fixed(head.participantId, ID_BYTES).fixed(head.deviceId, DEVICE_ID_BYTES).u32(head.seq);
}

export function readHead(reader: Reader): Head {
  return {
    participantId: reader.fixed(ID_BYTES),
    deviceId: reader.fixed(DEVICE_ID_BYTES),
    seq: reader.u32(),
  };
}

/** u16 count ≤ 512, then the heads. */
export function writeHeads(heads: readonly Head[], writer: Writer): Writer {
  return writer.list(heads, MAX_HEADS, writeHead);
}

export function readHeads(reader: Reader): Head[] {
  return reader.list(MAX_HEADS, readHead);
}
