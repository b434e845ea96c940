import { DEVICE_ID_BYTES, MAX_BLANKED } from './limits.ts';
import type { Result } from './result.ts';
import { Reader, Writer } from './wire.ts';

/** A place in a chain of the participant who blanks. */
export type BlankedPlace = {
  /** 8 B; any own device. */
  readonly deviceId: Bytes;
  /** u32. */
  readonly seq: number;
};

/** The clear body of a `blank` envelope [DEL1]: u16 count ≤ 1,024 × (deviceId 8 ‖ seq u32). Throws a RangeError above. */
export function encodeBlankBody(places: readonly BlankedPlace[]): Bytes {
  return new Writer()
    .list(places, MAX_BLANKED, (place, writer) => {
      writer.fixed(place.deviceId, DEVICE_ID_BYTES).u32(place.seq);
    })
    .finish();
}

export function decodeBlankBody(bytes: Bytes): Result<BlankedPlace[], 'malformed'> {
  const reader = new Reader(bytes);
  const places = reader.list(MAX_BLANKED, (item) => ({
    deviceId: item.fixed(DEVICE_ID_BYTES),
    seq: item.u32(),
  }));
  return reader.isDone ? { ok: true, value: places } : { ok: false, error: 'malformed' };
}
