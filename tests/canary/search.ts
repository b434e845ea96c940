import type { Needle } from './forms.ts';

/** Places in which something may stand, by name. */
export type Places = ReadonlyMap<string, readonly Buffer[]>;

/** Which of many needles stand in which place: "… in the …", sorted. One pass, whatever their number. */
export function search(places: Places, needles: readonly Needle[]): string[] {
  const needlesByStart = new Map<number, Needle[]>();
  const isStart = new Uint8Array(65_536);
  for (const needle of needles) {
    const start = needle.bytes.readUInt16LE(0);
    isStart[start] = 1;
    needlesByStart.set(start, [...(needlesByStart.get(start) ?? []), needle]);
  }
  const found = new Set<string>();
  for (const [place, buffers] of places) {
    for (const buffer of buffers) {
      for (let at = 0; at < buffer.length - 1; at += 1) {
        const start = (buffer[at] ?? 0) | ((buffer[at + 1] ?? 0) << 8);
        if (isStart[start] === 0) continue;
        for (const { name, bytes } of needlesByStart.get(start) ?? []) {
          if (standsAt(buffer, at, bytes)) found.add(`${name} in the ${place}`);
        }
      }
    }
  }
  return [...found].toSorted();
}

function standsAt(buffer: Buffer, at: number, bytes: Buffer): boolean {
  const end = at + bytes.length;
  return end <= buffer.length && buffer.compare(bytes, 0, bytes.length, at, end) === 0;
}
