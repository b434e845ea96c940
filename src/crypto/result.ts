/** What can go wrong comes back as a value with a closed union of errors; it is never thrown. */
export type Result<Value, Failure extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };
