import { fail, type Result } from '#domain/result.ts';
import { type ConnectionPorts, isReached, openConnection } from './connection.ts';
import { type InvitationLink, type InvitationNote, lookAtInvitation } from './invitation.ts';

export type LookFailure = 'offline' | 'not-valid' | 'outdated';

/**
 * Asks who invites, on a connection of its own that ends with the answer. Nothing is claimed and nothing is
 * stored: whoever says "not now" leaves no trace [INV2].
 */
export async function lookOnce(
  link: InvitationLink,
  ports: ConnectionPorts,
): Promise<Result<InvitationNote, LookFailure>> {
  const connection = openConnection(ports);
  const reached = await isReached(connection);
  const looked = reached ? await lookAtInvitation(link, connection) : fail('offline' as const);
  connection.close();
  return connection.isOutdated() ? fail('outdated') : looked;
}
