import { getRandomValues } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#crypto/hash.ts';
import { sealInvitationNote } from '#crypto/invitation.ts';
import { createParticipantSecret, createRoomKey, requireInvitationSecret } from '#crypto/secret.ts';
import { exportSigningKey, generateSigningKey } from '#crypto/signing-key.ts';
import { toBase64Url, toUtf8 } from './bytes.ts';
import type { Answer, Connection } from './connection.ts';
import { anyBytes } from './foreign-for-test.ts';
import {
  bindingOf,
  createInvitationLink,
  depositFor,
  isJoinOf,
  isRevealOf,
  joinBody,
  lookAtInvitation,
  parseFragment,
  toFragment,
} from './invitation.ts';
import { createIdentity } from './new-room.ts';
import { openRoomKeys } from './room-keys.ts';

const random = (length: number): Bytes => getRandomValues(new Uint8Array(length));
const seat = toBase64Url(random(16));

const bytes16 = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((array): Bytes => new Uint8Array(array));
const anyLink = fc
  .record({ inviteId: bytes16, secret: bytes16 })
  .map(({ inviteId, secret }) => ({ inviteId, secret: requireInvitationSecret(secret) }));

describe('[INV1] the part of a link after #', () => {
  it('gives back the invitation that it was made of, with and without the #', async () => {
    await fc.assert(
      fc.asyncProperty(anyLink, async (link) => {
        const fragment = await toFragment(link);
        expect(fragment).toMatch(/^v1\.[\w-]{22}\.[\w-]{22}\.[\w-]{6}$/);
        expect(await parseFragment(fragment)).toEqual(link);
        expect(await parseFragment(`#${fragment}`)).toEqual(link);
      }),
    );
  });

  it('is no invitation when it is any other text', async () => {
    const almost = fc.stringMatching(/^#?v1\.[\w-]{22}\.[\w-]{22}\.[\w-]{6}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), almost),
        async (text) => (await parseFragment(text)) === undefined,
      ),
    );
  });

  it('is no invitation when one character was lost, doubled or read as another', async () => {
    const fragment = await toFragment(createInvitationLink(random));
    const place = fc.nat(fragment.length - 1);
    const character = fc.constantFrom('', '.', 'A', 'B', 'w', '0', '-', '_', 'é', ' ');
    await fc.assert(
      fc.asyncProperty(place, character, async (at, other) => {
        const mistyped = fragment.slice(0, at) + other + fragment.slice(at + 1);
        fc.pre(mistyped !== fragment);
        expect(await parseFragment(mistyped)).toBeUndefined();
      }),
    );
  });

  it('is no invitation of a newer app', async () => {
    const fragment = await toFragment(createInvitationLink(random));
    const told = fragment.replace('v1', 'v2').slice(0, -7);
    const check = toBase64Url((await sha256(toUtf8(told))).slice(0, 4));
    expect(await parseFragment(`${told}.${check}`)).toBeUndefined();
  });
});

/** A server that gives this one answer. */
function answering(answer: Answer | undefined): Connection {
  return {
    ask: async () => answer,
    tell: () => false,
    hello: () => undefined,
    isOutdated: () => false,
    listen: () => () => undefined,
    wake: () => undefined,
    close: () => undefined,
  };
}

const note = { name: 'Anouk', picture: 'boom', inviter: 'professional', role: 'resident' } as const;

/** What Anouk leaves with the server for a guest. */
async function deposited(text: { readonly name?: string } = {}) {
  const link = createInvitationLink(random);
  const keys = await openRoomKeys({
    roomId: random(16),
    roomKey: createRoomKey(random),
    signingKeyBytes: await exportSigningKey(await generateSigningKey()),
    participantSecret: createParticipantSecret(random),
    invites: [],
  });
  return { link, keys, deposit: await depositFor(keys, link, random(32), { ...note, ...text }, 900, random) };
}

describe('[INV2] who looks at an invitation', () => {
  it('sees who invites and for which chair', async () => {
    const { link, deposit } = await deposited();
    const shown = { type: 'shown', req: 1, show: deposit.show } as const;
    expect(await lookAtInvitation(link, answering(shown))).toEqual({ ok: true, value: note });
  });

  it('sees any name that a person can have', async () => {
    for (const name of ['ن'.repeat(60), '😀'.repeat(30), '"'.repeat(60), '\u0001'.repeat(60)]) {
      const { link, deposit } = await deposited({ name });
      const shown = { type: 'shown', req: 1, show: deposit.show } as const;
      expect(await lookAtInvitation(link, answering(shown))).toMatchObject({ value: { name } });
    }
  });

  it('[INV5] gets one answer for whatever is wrong with it, and another when there is no network or the server cannot just now', async () => {
    const { link, deposit } = await deposited();
    const { deposit: otherTable } = await deposited();
    const wrong: readonly Answer[] = [
      { type: 'refused', req: 1, code: 'invitation-not-valid' },
      { type: 'done', req: 1 },
      { type: 'shown', req: 1, show: random(1052) },
      { type: 'shown', req: 1, show: new Uint8Array(0) },
      { type: 'shown', req: 1, show: otherTable.show },
      { type: 'shown', req: 1, show: deposit.wrap },
    ];
    for (const answer of wrong) {
      expect(await lookAtInvitation(link, answering(answer))).toEqual({ ok: false, error: 'not-valid' });
    }
    const forNow: readonly (Answer | undefined)[] = [
      undefined,
      { type: 'refused', req: 1, code: 'server-error' },
      { type: 'refused', req: 1, code: 'rate-limited' },
    ];
    for (const answer of forNow) {
      expect(await lookAtInvitation(link, answering(answer))).toEqual({ ok: false, error: 'offline' });
    }
  });

  it('[INV5] gets that answer too when the note that was sealed is anything else', async () => {
    const link = createInvitationLink(random);
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        const sealed = await sealInvitationNote(link.secret, link.inviteId, bytes, random);
        fc.pre(sealed.ok);
        const shown = { type: 'shown', req: 1, show: sealed.value } as const;
        expect(await lookAtInvitation(link, answering(shown))).toEqual({ ok: false, error: 'not-valid' });
      }),
    );
  });

  it('[KEY1] is given nothing by a server that could read it: neither key nor secret nor name stands in the deposit', async () => {
    const { link, keys, deposit } = await deposited();
    const sent = Buffer.concat([deposit.proofHash, deposit.show, deposit.wrap]).toString('latin1');
    for (const secret of [link.secret, keys.roomKey, toUtf8('Anouk')]) {
      expect(sent).not.toContain(Buffer.from(secret).toString('latin1'));
    }
  });
});

/** Bilal's own join for the chair of this invitation. */
async function bilalsJoin() {
  const { secret } = createInvitationLink(random);
  const { participantId: by, publicKey } = await createIdentity(random);
  const half = random(32);
  const body = await joinBody(secret, seat, publicKey, half, 'own');
  return { secret, half, join: { by, hash: '', body } };
}

describe('[INV3] a join', () => {
  it('is proved by the secret of its invitation', async () => {
    const { secret, join } = await bilalsJoin();
    expect(await isJoinOf(secret, join)).toBe(true);
    expect(await isJoinOf(createInvitationLink(random).secret, join)).toBe(false);
    expect(await bindingOf(secret)).not.toBe(await bindingOf(createInvitationLink(random).secret));
  });

  it('proves nothing when anything in it is changed', async () => {
    const { secret, join } = await bilalsJoin();
    const { join: other } = await bilalsJoin();
    const changes = [
      { seat: toBase64Url(random(16)) },
      { publicKey: other.body.publicKey },
      { mode: 'shared' as const },
      { commit: other.body.commit },
      { mac: other.body.mac },
      { mac: join.body.mac.slice(1) },
      { mac: '' },
    ];
    for (const change of changes) {
      expect(await isJoinOf(secret, { ...join, body: { ...join.body, ...change } })).toBe(false);
    }
  });

  it('proves nothing for somebody who copied it', async () => {
    const { secret, join } = await bilalsJoin();
    const eva = await createIdentity(random);
    expect(await isJoinOf(secret, { ...join, by: eva.participantId })).toBe(false);
    const publicKey = toBase64Url(eva.publicKey);
    expect(
      await isJoinOf(secret, { ...join, by: eva.participantId, body: { ...join.body, publicKey } }),
    ).toBe(false);
  });

  it('[INV4] commits to one half of the pictures, so it cannot be chosen after the other half is known', async () => {
    const { half, join } = await bilalsJoin();
    expect(await isRevealOf(join.body, toBase64Url(half))).toBe(true);
    for (const other of [toBase64Url(random(32)), toBase64Url(half.slice(1)), '', 'no base64!']) {
      expect(await isRevealOf(join.body, other)).toBe(false);
    }
  });
});
