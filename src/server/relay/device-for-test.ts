// A device as the server sees it: keys, envelopes that are signed and chained, and one socket. What is inside an
// envelope is noise here: the server could not tell the difference.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { encodeBlankBody } from '#protocol/blank-body.ts';
import { type DownMessage, decodeDown } from '#protocol/down.ts';
import { joinEnvelope, joinStub, splitEnvelope } from '#protocol/envelope.ts';
import { encodeEraseRecord } from '#protocol/erase-record.ts';
import type { Head } from '#protocol/head.ts';
import { encodeHeader, FIRST_PREV } from '#protocol/header.ts';
import type { EnvelopeKind } from '#protocol/kinds.ts';
import {
  envelopeHashInput,
  eraseBytes,
  loginBytes,
  participantIdInput,
  signedEnvelopeBytes,
} from '#protocol/labels.ts';
import { encodeUp, type UpMessage } from '#protocol/up.ts';
import { eventually } from '../eventually-for-test.ts';

export function random(length: number): Bytes {
  return Uint8Array.from(randomBytes(length));
}

export function hash(bytes: Bytes): Bytes {
  return Uint8Array.from(createHash('sha256').update(bytes).digest());
}

/** One participant at one room with one device. */
export class TestPerson {
  readonly roomId: Bytes;
  readonly publicKey: Bytes;
  readonly participantId: Bytes;
  readonly deviceId = random(8);
  readonly #key: KeyObject;
  #seq = 0;
  #prev = FIRST_PREV;

  constructor(roomId: Bytes) {
    this.roomId = roomId;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.publicKey = Uint8Array.from([4, ...Buffer.from(x, 'base64url'), ...Buffer.from(y, 'base64url')]);
    this.participantId = hash(participantIdInput(this.publicKey)).slice(0, 16);
  }

  sign(bytes: Bytes): Bytes {
    return Uint8Array.from(sign('sha256', bytes, { key: this.#key, dsaEncoding: 'ieee-p1363' }));
  }

  /** The next envelope of this person's chain. */
  write(kind: EnvelopeKind = 'event', body = random(540)): Bytes {
    const header = encodeHeader({ ...this, kind, seq: this.#seq, prev: this.#prev, seen: [] });
    const envelopeHash = hash(envelopeHashInput(header, hash(body)));
    if (kind !== 'presence') {
      this.#seq += 1;
      this.#prev = envelopeHash;
    }
    return joinEnvelope(header, body, this.sign(signedEnvelopeBytes(envelopeHash)));
  }

  writeBlank(...seqs: number[]): Bytes {
    return this.write('blank', encodeBlankBody(seqs.map((seq) => ({ deviceId: this.deviceId, seq }))));
  }

  eraseRecord(): Bytes {
    const { roomId, participantId } = this;
    return encodeEraseRecord({
      roomId,
      participantId,
      signature: this.sign(eraseBytes(roomId, participantId)),
    });
  }
}

export function toStub(envelope: Bytes): Bytes {
  const split = splitEnvelope(envelope);
  if (!split.ok) throw new Error(split.error);
  return joinStub(split.value.headerBytes, hash(split.value.body), split.value.signature);
}

type Request = Extract<UpMessage, { req: number }>;
type WithoutReq<Message> = Message extends Request ? Omit<Message, 'req'> : never;

export class TestClient {
  readonly socket: WebSocket;
  readonly received: DownMessage[] = [];
  readonly host: string;
  #req = 0;

  private constructor(socket: WebSocket, host: string) {
    this.socket = socket;
    this.host = host;
    socket.on('message', (data: Buffer) => {
      const decoded = decodeDown(Uint8Array.from(data));
      if (!decoded.ok) throw new Error('the server said something malformed');
      this.received.push(decoded.value);
    });
  }

  static async connect(serverOrigin: string, origin?: string): Promise<TestClient> {
    const socket = new WebSocket(
      `${serverOrigin.replace('http', 'ws')}/v1/table`,
      origin === undefined ? {} : { origin },
    );
    const client = new TestClient(socket, new URL(origin ?? serverOrigin).host);
    await once(socket, 'open');
    await client.first('hello');
    return client;
  }

  /** The first message of this type, once it is there. */
  async first<Type extends DownMessage['type']>(type: Type): Promise<Extract<DownMessage, { type: Type }>> {
    return await eventually(() => this.all(type)[0] ?? expect.fail(`no ${type} yet`));
  }

  all<Type extends DownMessage['type']>(type: Type): Extract<DownMessage, { type: Type }>[] {
    return this.received.filter(
      (message): message is Extract<DownMessage, { type: Type }> => message.type === type,
    );
  }

  /** All entries received of a room, in order. */
  entries(): Bytes[] {
    return this.all('entries').flatMap(({ entries }) => entries.map(({ bytes }) => bytes));
  }

  send(message: UpMessage): void {
    this.socket.send(encodeUp(message));
  }

  async ask(message: WithoutReq<Request>): Promise<DownMessage> {
    this.#req += 1;
    const req = this.#req;
    // Adding the field that was taken away gives the message back; the compiler cannot follow that through the union.
    this.send({ ...message, req } as Request);
    return await eventually(
      () =>
        this.received.find((answer) => 'req' in answer && answer.req === req) ?? expect.fail('no answer yet'),
    );
  }

  async open(person: TestPerson, genesis = person.write('genesis')): Promise<DownMessage> {
    return await this.ask({ type: 'open-room', publicKey: person.publicKey, genesis });
  }

  async attach(person: TestPerson, heads: readonly Head[] = [], host = this.host): Promise<DownMessage> {
    const { nonce } = await this.first('hello');
    const { roomId, participantId, deviceId } = person;
    const signature = person.sign(loginBytes({ nonce, host, roomId, participantId, deviceId }));
    return await this.ask({ type: 'attach', roomId, participantId, deviceId, signature, heads });
  }

  async append(roomId: Bytes, ...envelopes: Bytes[]): Promise<DownMessage> {
    const entries = envelopes.map((bytes) => ({ form: 'whole' as const, bytes }));
    return await this.ask({ type: 'append', roomId, entries });
  }

  async closed(): Promise<number> {
    if (this.socket.readyState === WebSocket.CLOSED) return 1006;
    const [code] = await once(this.socket, 'close');
    return Number(code);
  }

  close(): void {
    this.socket.terminate();
  }
}
