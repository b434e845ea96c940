import { type AppendOutcome, appendOutcomes } from '../error-codes.ts';
import { MAX_ENTRIES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** What became of each entry of an `append`, in its order; `done` means durable [SRV2]. */
export type Appended = {
  readonly type: 'appended';
  readonly req: number;
  readonly outcomes: readonly AppendOutcome[];
};

export function encodeAppended(message: Appended, writer: Writer): Writer {
  return writer.u32(message.req).list(message.outcomes, MAX_ENTRIES, writeOutcome);
}

export function decodeAppended(reader: Reader): Appended {
  return {
    type: 'appended',
    req: reader.u32(),
    outcomes: reader.list(MAX_ENTRIES, readOutcome),
  };
}

function writeOutcome(outcome: AppendOutcome, writer: Writer): void {
  writer.u8(appendOutcomes[outcome]);
}

function readOutcome(reader: Reader): AppendOutcome {
  return reader.choice(appendOutcomes);
}
