/** Bytes everywhere: never a view on shared memory, never a Node Buffer. */
type Bytes = Uint8Array<ArrayBuffer>;
