import type { UpMessage } from '#protocol/up.ts';
import { handleAppend } from './handle-append.ts';
import { handleAttach } from './handle-attach.ts';
import { handleErase } from './handle-erase.ts';
import { handleClaim, handleInvite, handleLook, handleUninvite } from './handle-invitations.ts';
import { handleKeepKey, handleUseKey } from './handle-keys.ts';
import { handleOpenRoom } from './handle-open-room.ts';
import { handlePresence } from './handle-presence.ts';
import { handleVouch } from './handle-vouch.ts';
import type { Answer, Table } from './table.ts';

export async function handleMessage(table: Table, message: UpMessage): Promise<Answer> {
  switch (message.type) {
    case 'open-room':
      return await handleOpenRoom(table, message);
    case 'attach':
      return await handleAttach(table, message);
    case 'append':
      return await handleAppend(table, message);
    case 'invite':
      return await handleInvite(table, message);
    case 'uninvite':
      return await handleUninvite(table, message);
    case 'look':
      return await handleLook(table, message);
    case 'claim':
      return await handleClaim(table, message);
    case 'keep-key':
      return await handleKeepKey(table, message);
    case 'use-key':
      return await handleUseKey(table, message);
    case 'vouch':
      return await handleVouch(table, message);
    case 'erase':
      return await handleErase(table, message);
    case 'detach':
      table.leave(message.roomId);
      return null;
    case 'presence':
      return handlePresence(table, message);
  }
}
