import type { Reader, Writer } from '../wire.ts';

/** The request is done, and durable [SRV2]. */
export type Done = {
  readonly type: 'done';
  readonly req: number;
};

export function encodeDone(message: Done, writer: Writer): Writer {
  return writer.u32(message.req);
}

export function decodeDone(reader: Reader): Done {
  return {
    type: 'done',
    req: reader.u32(),
  };
}
