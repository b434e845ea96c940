import { MAX_ENTRIES, MAX_ENVELOPE_BYTES } from './limits.ts';
import type { Reader, Writer } from './wire.ts';

/** One place of a chain as it travels: a whole envelope, or the stub that is left of a blanked one [ENV1]. */
export type Entry = {
  readonly form: EntryForm;
  /** For `splitEnvelope` or `splitStub`; not yet parsed, so one bad entry spoils no other [SRV3]. */
  readonly bytes: Bytes;
};

export const entryForms = { whole: 0, stub: 1 } as const;
export type EntryForm = keyof typeof entryForms;

/** Bytes that an entry takes in a message: form u8 ‖ length u32 ‖ bytes. For filling pages [SRV4]. */
export function entrySize(entry: Entry): number {
  return 1 + 4 + entry.bytes.length;
}

/** u16 count ≤ 512, then each entry: form u8 ‖ u32 length ‖ bytes. */
export function writeEntries(entries: readonly Entry[], writer: Writer): Writer {
  return writer.list(entries, MAX_ENTRIES, writeEntry);
}

export function readEntries(reader: Reader): Entry[] {
  return reader.list(MAX_ENTRIES, readEntry);
}

function writeEntry(entry: Entry, writer: Writer): void {
  writer.u8(entryForms[entry.form]).blob(entry.bytes, MAX_ENVELOPE_BYTES);
}

function readEntry(reader: Reader): Entry {
  return { form: reader.choice(entryForms), bytes: reader.blob(MAX_ENVELOPE_BYTES) };
}
