import type { Dialect, Expression } from 'kysely';
import type { Database } from './schema.ts';

type Lockable<Query> = { forUpdate(): Query };

/** All that differs between the databases the server runs on. */
export type Engine = Readonly<{
  dialect: Dialect;
  /** The column type for bytes. */
  bytesType: Expression<unknown>;
  /** Whoever else asks for these rows waits until this transaction ends. */
  lockRows<Query extends Lockable<Query>>(query: Query): Query;
  isFull(error: unknown): boolean;
  /**
   * Takes what was deleted out of the database's own files, where a deleted row stays to be read otherwise [DEL2].
   * False when some of it has to stay until the next time, since somebody else still reads it.
   */
  scrub(db: Database): Promise<boolean>;
  scrubEveryMs: number;
}>;

/** Why a database could not be opened. The server says it in one line and stops. */
export type EngineError = 'in-use' | 'unreachable' | 'unusable';
export type EngineResult = { ok: true; value: Engine } | { ok: false; error: EngineError };
