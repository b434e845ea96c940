// One socket. Messages are handled one after another, so answers come in the order of the questions; what waits is
// bounded by not reading from the socket. Nothing a peer sends throws past this file [SRV6].
import type { WebSocket } from 'ws';
import type { ErrorCode } from '#protocol/error-codes.ts';
import { decodeUp, type UpMessage } from '#protocol/up.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import { StorageFullError } from '../storage/storage.ts';
import { handleMessage } from './handle-message.ts';
import { Peer, POLICY_VIOLATION } from './peer.ts';
import { RateLimiter } from './rate-limiter.ts';
import { relayLimits, relayRates } from './relay-limits.ts';
import { type RelayParts, refuse, Table } from './table.ts';

export type Visitor = Readonly<{
  /** The host in the address bar, which logins sign [SRV1]. */
  host: string;
  /** The /24 or /48 the visitor comes from; the whole address never comes this far [SRV5]. */
  prefix: string;
}>;

export class Connection {
  readonly #socket: WebSocket;
  readonly #peer: Peer;
  readonly #table: Table;
  readonly #parts: RelayParts;
  readonly #messages: RateLimiter;
  readonly #waiting: (Bytes | null)[] = [];
  #waitingBytes = 0;
  #handling: Promise<void> | null = null;
  #malformed = 0;
  #isAlive = true;

  constructor(parts: RelayParts, socket: WebSocket, visitor: Visitor, nonce: Bytes) {
    this.#parts = parts;
    this.#socket = socket;
    this.#peer = new Peer(socket);
    this.#table = new Table(parts, this.#peer, { ...visitor, nonce });
    this.#messages = new RateLimiter(relayRates.messages, parts.now);
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    socket.on('close', () => this.#table.leaveAll());
    parts.count('sockets_opened');
    const { retentionDays } = parts;
    this.#peer.send({ type: 'hello', version: PROTOCOL_VERSION, nonce, retentionDays });
  }

  /** Cuts off who has not been heard since the last beat, and asks the others for a sign of life. */
  beat(): void {
    if (!this.#isAlive) this.#peer.cut();
    this.#isAlive = false;
    if (this.#peer.isOpen) this.#socket.ping();
  }

  /** Resolves when nothing this connection asked for is still being done. */
  async idle(): Promise<void> {
    await this.#handling;
  }

  #receive(data: WebSocket.RawData, isBinary: boolean): void {
    this.#isAlive = true;
    // With ws's default binaryType a message is one Buffer; it is copied, since it may share its memory.
    const bytes = isBinary && Buffer.isBuffer(data) ? Uint8Array.from(data) : null;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes?.length ?? 0;
    if (this.#isOverfull()) this.#socket.pause();
    this.#handling ??= this.#handleWaiting().catch(this.#giveUp);
  }

  /** What should never happen ends this connection; its device comes back and goes on from what it has. */
  readonly #giveUp = (error: unknown): void => {
    this.#parts.report(error);
    this.#peer.cut();
  };

  #isOverfull(): boolean {
    return (
      this.#waiting.length > relayLimits.waitingMessages || this.#waitingBytes > relayLimits.waitingBytes
    );
  }

  async #handleWaiting(): Promise<void> {
    for (
      let bytes = this.#waiting.shift();
      bytes !== undefined && this.#peer.isOpen;
      bytes = this.#waiting.shift()
    ) {
      await this.#handle(bytes);
      this.#waitingBytes -= bytes?.length ?? 0;
      if (this.#socket.isPaused && !this.#isOverfull()) this.#socket.resume();
    }
    this.#handling = null;
  }

  async #handle(bytes: Bytes | null): Promise<void> {
    this.#parts.count('messages');
    const decoded = bytes === null ? null : decodeUp(bytes);
    if (decoded === null || !decoded.ok) return this.#refuseMalformed(bytes);
    const message = decoded.value;
    try {
      if (!this.#messages.take('')) return this.#refuse(message, 'rate-limited');
      const answer = await handleMessage(this.#table, message);
      if (answer !== null) this.#peer.send(answer);
    } catch (error) {
      const isFull = error instanceof StorageFullError;
      if (!isFull) this.#parts.report(error);
      this.#refuse(message, isFull ? 'storage-full' : 'server-error');
    }
  }

  #refuse(message: UpMessage, code: ErrorCode): void {
    if ('req' in message) this.#peer.send(refuse(message.req, code));
  }

  /** With the number the request would have had, if it got that far; 0 otherwise. */
  #refuseMalformed(bytes: Bytes | null): void {
    const req = bytes === null || bytes.length < 5 ? 0 : new DataView(bytes.buffer).getUint32(1);
    this.#peer.send(refuse(req, 'malformed'));
    this.#parts.count('malformed');
    this.#malformed += 1;
    if (this.#malformed >= relayLimits.malformed) this.#peer.close(POLICY_VIOLATION);
  }
}
