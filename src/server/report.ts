/**
 * What went wrong inside, for who runs the server: the kind of error and where, never what it was about. Messages of
 * errors can hold what a peer or the database said, so they stay out [SRV5].
 */
export function errorToLine(error: unknown): string {
  if (!(error instanceof Error)) return 'unexpected: a thrown value that is no error';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return `unexpected: ${error.name}${code} ${frames
    .slice(0, 3)
    .map((line) => line.trim())
    .join(' ')}`;
}
