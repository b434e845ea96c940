import { expect, test } from 'vitest';
import { Reader, Writer } from './wire.ts';

test('numbers are big-endian', () => {
  const written = new Writer().u8(1).u16(0x0203).u32(0xfffefdfc).finish();
  expect([...written]).toEqual([1, 2, 3, 0xff, 0xfe, 0xfd, 0xfc]);
  const reader = new Reader(written);
  expect([reader.u8(), reader.u16(), reader.u32()]).toEqual([1, 0x0203, 0xfffefdfc]);
  expect(reader.isDone).toBe(true);
});

test('a reader of part of a buffer stays inside that part', () => {
  const whole = new Uint8Array([9, 9, 1, 2, 9]);
  const reader = new Reader(whole.subarray(2, 4));
  expect(reader.u16()).toBe(0x0102);
  expect(reader.u8()).toBe(0);
  expect(reader.isDone).toBe(false);
});

test('what was read is a copy', () => {
  const source = new Uint8Array([1, 2, 3]);
  const read = new Reader(source).fixed(2);
  source.fill(0);
  expect([...read]).toEqual([1, 2]);
});

test('[SRV6] after the first field that does not fit nothing more is read', () => {
  const reader = new Reader(new Uint8Array([0, 0, 0, 9, 1, 2, 3]));
  expect(reader.blob(100)).toHaveLength(0);
  expect(reader.u8()).toBe(0);
  expect(reader.list(10, (item) => item.u8())).toEqual([]);
  expect(reader.remaining).toBe(0);
  expect(reader.isDone).toBe(false);
});

test('[SRV6] a length or count above its bound fails before anything is allocated', () => {
  const long = new Reader(new Uint8Array([0xff, 0xff, 0xff, 0xff, 1]));
  expect(long.blob(1024)).toHaveLength(0);
  expect(long.hasFailed).toBe(true);
  const many = new Reader(new Uint8Array([0xff, 0xff, 1]));
  expect(many.list(16, (item) => item.u8())).toEqual([]);
  expect(many.hasFailed).toBe(true);
});

test('a number outside a closed table fails', () => {
  const reader = new Reader(new Uint8Array([2, 3]));
  expect(reader.choice({ yes: 1, no: 2 })).toBe('no');
  reader.choice({ yes: 1, no: 2 });
  expect(reader.hasFailed).toBe(true);
});
