import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/**
 * What a process may write to, read from outside while it runs: heaps of V8 and of C (SQLite's pages among it),
 * buffers, stacks. Not program text and mapped files. Linux only: no other system shows a process to its parent.
 */
export function readProcessMemory(pid: number): Buffer[] {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    return writableRegions(pid).flatMap(({ from, to }) => {
      const region = Buffer.alloc(to - from);
      const size = tryRead(memory, region, from);
      return size > 0 ? [region.subarray(0, size)] : [];
    });
  } finally {
    closeSync(memory);
  }
}

function writableRegions(pid: number): { from: number; to: number }[] {
  const lines = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const found = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
    if (!found?.[1] || !found[2] || line.endsWith('[vvar]')) return [];
    return [{ from: Number.parseInt(found[1], 16), to: Number.parseInt(found[2], 16) }];
  });
}

/** A region may be gone by now, and some of the kernel's own cannot be read. */
function tryRead(memory: number, region: Buffer, from: number): number {
  try {
    return readSync(memory, region, 0, region.length, from);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EIO' || error.code === 'EFAULT'))
      return 0;
    throw error;
  }
}
