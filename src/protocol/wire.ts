/**
 * Big-endian reading and writing of bytes, the base of every codec here.
 * A Reader never throws and never reads outside its bytes: after the first thing that does not fit it
 * answers zeros and empty lists, and `isDone` stays false. A codec reads its fields and asks once, at the end.
 */

/** Reads fields from foreign bytes. Whatever it returned counts only when `isDone` is true at the end. */
export class Reader {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  #offset = 0;
  #hasFailed = false;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes read so far. */
  get offset(): number {
    return this.#offset;
  }

  /** Bytes not yet read; 0 after a failure. */
  get remaining(): number {
    return this.#hasFailed ? 0 : this.#bytes.length - this.#offset;
  }

  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** True when every byte was read and every field was in bounds. */
  get isDone(): boolean {
    return !this.#hasFailed && this.#offset === this.#bytes.length;
  }

  /** For what a codec itself finds wrong. */
  fail(): void {
    this.#hasFailed = true;
  }

  u8(): number {
    const at = this.#take(1);
    return at === undefined ? 0 : this.#view.getUint8(at);
  }

  u16(): number {
    const at = this.#take(2);
    return at === undefined ? 0 : this.#view.getUint16(at);
  }

  u32(): number {
    const at = this.#take(4);
    return at === undefined ? 0 : this.#view.getUint32(at);
  }

  /** Exactly `length` bytes, as a copy. */
  fixed(length: number): Bytes {
    const at = this.#take(length);
    return at === undefined ? new Uint8Array(0) : this.#bytes.slice(at, at + length);
  }

  /** u32 length, then that many bytes; fails above `maxLength`. */
  blob(maxLength: number): Bytes {
    const length = this.u32();
    if (length > maxLength) this.fail();
    return this.fixed(length);
  }

  /** u16 count, then that many items; fails above `maxCount`. */
  list<Item>(maxCount: number, readItem: (reader: Reader) => Item): Item[] {
    return this.items(this.u16(), maxCount, readItem);
  }

  /** `count` items without a count before them; fails above `maxCount`. */
  items<Item>(count: number, maxCount: number, readItem: (reader: Reader) => Item): Item[] {
    if (count > maxCount) this.fail();
    const items: Item[] = [];
    while (!this.#hasFailed && items.length < count) items.push(readItem(this));
    return items;
  }

  /** A u8 that must be one of the numbers in a closed table; gives its name. */
  choice<Name extends string>(numberByName: Readonly<Record<Name, number>>): Name {
    const number = this.u8();
    // The keys of a Record<Name, …> literal are exactly its names; Object.keys forgets that.
    const names = Object.keys(numberByName) as [Name, ...Name[]];
    const name = names.find((candidate) => numberByName[candidate] === number);
    if (name === undefined) this.fail();
    return name ?? names[0];
  }

  #take(length: number): number | undefined {
    if (length > this.remaining) this.fail();
    if (this.#hasFailed) return undefined;
    const at = this.#offset;
    this.#offset += length;
    return at;
  }
}

/** Writes fields. What does not fit its field is a mistake of ours and throws a RangeError. */
export class Writer {
  readonly #parts: Bytes[] = [];
  #length = 0;

  u8(value: number): this {
    return this.#integer(value, 1);
  }

  u16(value: number): this {
    return this.#integer(value, 2);
  }

  u32(value: number): this {
    return this.#integer(value, 4);
  }

  /** Exactly `length` bytes. */
  fixed(bytes: Bytes, length: number): this {
    if (bytes.length !== length) throw new RangeError(`expected ${length} bytes, got ${bytes.length}`);
    return this.#push(bytes);
  }

  /** u32 length, then the bytes; at most `maxLength`. */
  blob(bytes: Bytes, maxLength: number): this {
    if (bytes.length > maxLength) throw new RangeError(`at most ${maxLength} bytes, got ${bytes.length}`);
    return this.u32(bytes.length).#push(bytes);
  }

  /** u16 count, then the items; at most `maxCount`. */
  list<Item>(
    items: readonly Item[],
    maxCount: number,
    writeItem: (item: Item, writer: Writer) => void,
  ): this {
    if (items.length > maxCount) throw new RangeError(`at most ${maxCount} items, got ${items.length}`);
    this.u16(items.length);
    for (const item of items) writeItem(item, this);
    return this;
  }

  /** Everything written, in one piece. */
  finish(): Bytes {
    const bytes = new Uint8Array(this.#length);
    let offset = 0;
    for (const part of this.#parts) {
      bytes.set(part, offset);
      offset += part.length;
    }
    return bytes;
  }

  #integer(value: number, width: 1 | 2 | 4): this {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * width)) {
      throw new RangeError(`${value} does not fit in ${width} bytes`);
    }
    const bytes = new Uint8Array(width);
    for (let index = 0; index < width; index++) bytes[index] = value >>> (8 * (width - 1 - index));
    return this.#push(bytes);
  }

  #push(bytes: Bytes): this {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    return this;
  }
}
