import { type ErrorCode, errorCodes } from '../error-codes.ts';
import type { Reader, Writer } from '../wire.ts';

/** The request was refused; nothing changed. */
export type Refused = {
  readonly type: 'refused';
  readonly req: number;
  readonly code: ErrorCode;
};

export function encodeRefused(message: Refused, writer: Writer): Writer {
  return writer.u32(message.req).u8(errorCodes[message.code]);
}

export function decodeRefused(reader: Reader): Refused {
  return {
    type: 'refused',
    req: reader.u32(),
    code: reader.choice(errorCodes),
  };
}
