import { expect, test } from 'vitest';
import { sha256 } from './hash.ts';
import {
  deriveBindKey,
  deriveInvitationProof,
  isJoinMac,
  macJoin,
  openInvitationContent,
  openInvitationNote,
  sealInvitationContent,
  sealInvitationNote,
} from './invitation.ts';
import { utf8 } from './parts.ts';
import { createInvitationSecret, createRoomKey } from './secret.ts';

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
const broken = { ok: false, error: 'broken' };
const invitation = createInvitationSecret(random);
const inviteId = random(16);
const content = { roomId: random(16), roomKey: createRoomKey(random), genesisHash: random(32) };

test('[INV2] the note says who invites, in one size whatever the name', async () => {
  for (const name of ['Bo', 'Chantal van den Heuvel-de Vries']) {
    const sealed = await sealInvitationNote(invitation, inviteId, utf8(name), random);
    if (!sealed.ok) throw new Error(sealed.error);
    expect(sealed.value).toHaveLength(1052);
    expect(await openInvitationNote(invitation, inviteId, sealed.value)).toEqual({
      ok: true,
      value: utf8(name),
    });
  }
  const tooLong = await sealInvitationNote(invitation, inviteId, new Uint8Array(1023), random);
  expect(tooLong).toEqual({ ok: false, error: 'too-large' });
});

test('[INV2] the key of the room opens with the secret of its own invitation only', async () => {
  const sealed = await sealInvitationContent(invitation, inviteId, content, random);
  expect(sealed).toHaveLength(108);
  expect(await openInvitationContent(invitation, inviteId, sealed)).toEqual({ ok: true, value: content });
  expect(await openInvitationContent(invitation, random(16), sealed)).toEqual(broken);
  expect(await openInvitationContent(createInvitationSecret(random), inviteId, sealed)).toEqual(broken);
});

test('[INV2] the note cannot be passed off as the key, nor the key as the note', async () => {
  const key = await sealInvitationContent(invitation, inviteId, content, random);
  const note = await sealInvitationNote(invitation, inviteId, utf8('Anouk'), random);
  if (!note.ok) throw new Error(note.error);
  expect(await openInvitationNote(invitation, inviteId, key)).toEqual(broken);
  expect(await openInvitationContent(invitation, inviteId, note.value)).toEqual(broken);
});

test('[INV3] a join fits the seat only with the secret of its invitation and unchanged', async () => {
  const bindKey = await deriveBindKey(invitation);
  const parts = [random(65), utf8('own'), random(32)];
  const tag = await macJoin(bindKey, parts);
  expect(await isJoinMac(bindKey, parts, tag)).toBe(true);
  expect(await isJoinMac(bindKey, parts.with(1, utf8('shared')), tag)).toBe(false);
  const eva = await deriveBindKey(createInvitationSecret(random));
  expect(await isJoinMac(eva, parts, tag)).toBe(false);
});

test('[INV3] what one part of a join ends with cannot move to the next', async () => {
  const bindKey = await deriveBindKey(invitation);
  const tag = await macJoin(bindKey, [utf8('ab'), utf8('c')]);
  expect(await isJoinMac(bindKey, [utf8('a'), utf8('bc')], tag)).toBe(false);
});

test('what the server is told and what the seat names say nothing about one another', async () => {
  const proof = await deriveInvitationProof(invitation);
  const bindKey = await deriveBindKey(invitation);
  const values = [proof, bindKey, await sha256(proof), await sha256(bindKey)].map(String);
  expect(new Set(values).size).toBe(4);
});
