// The sending side of one socket. What a slow reader leaves unread is bounded: pages wait for each other until they
// are on their way, and live messages cut off who does not keep up.
import type { WebSocket } from 'ws';
import { type DownMessage, encodeDown } from '#protocol/down.ts';
import { relayLimits } from './relay-limits.ts';

/** WebSocket close code for who breaks the rules (RFC 6455). */
export const POLICY_VIOLATION = 1008;

export class Peer {
  readonly #socket: WebSocket;
  #pageTurn: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  send(message: DownMessage): void {
    if (!this.isOpen) return;
    if (this.#socket.bufferedAmount > relayLimits.unreadBytes) {
      this.cut();
      return;
    }
    // Errors come as the socket's own event, which ends the connection.
    this.#socket.send(encodeDown(message), () => undefined);
  }

  /** Resolves when the message has left this process, or never will. One at a time on a connection. */
  sendPage(message: DownMessage): Promise<void> {
    this.#pageTurn = this.#pageTurn.then(
      () =>
        new Promise((resolve) => {
          if (!this.isOpen) return resolve();
          this.#socket.send(encodeDown(message), () => resolve());
        }),
    );
    return this.#pageTurn;
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  /** Ends a connection that cannot be talked to: a polite close would wait in the same queue. */
  cut(): void {
    this.#socket.terminate();
  }
}
