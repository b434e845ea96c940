import { WebSocket } from 'ws';
import type { Socket } from '#device/connection.ts';
import { type DownMessage, decodeDown, encodeDown } from '#protocol/down.ts';
import { decodeUp, encodeUp, type UpMessage } from '#protocol/up.ts';

/**
 * Eva runs the server, as one device sees it: she reads all that passes between it and an honest server, and
 * decides what of it passes, changed or not. Without a rule of hers all passes as it is.
 */
export class EvaBetween {
  /** What the device gets instead of what the honest server says. */
  down: (message: DownMessage) => readonly DownMessage[] = (message) => [message];
  /** What the honest server gets instead of what the device says. */
  up: (message: UpMessage) => readonly UpMessage[] = (message) => [message];
  /** All that the honest server said and all that the device said, oldest first. */
  readonly saidDown: DownMessage[] = [];
  readonly saidUp: UpMessage[] = [];
  readonly #origin: string;
  #real: WebSocket | undefined;
  #toDevice: (data: ArrayBuffer) => void = () => undefined;
  #afterEach: () => void = () => undefined;

  constructor(origin: string) {
    this.#origin = origin;
  }

  readonly openSocket = (url: string): Socket => {
    const real = new WebSocket(url, { origin: this.#origin });
    real.binaryType = 'arraybuffer';
    this.#real = real;
    return {
      binaryType: 'arraybuffer',
      addEventListener: (
        type: 'message' | 'close' | 'error',
        listener: (event: { readonly data: unknown }) => void,
      ) => {
        if (type === 'message') this.#hearServer(real, listener);
        else real.addEventListener(type, () => listener({ data: undefined }));
      },
      send: (data) => {
        const decoded = decodeUp(data);
        if (!decoded.ok) throw new Error('the device said something malformed');
        this.saidUp.push(decoded.value);
        for (const message of this.up(decoded.value)) real.send(encodeUp(message));
        this.#afterEach();
      },
      close: () => real.close(),
    };
  };

  #hearServer(real: WebSocket, listener: (event: { readonly data: unknown }) => void): void {
    this.#toDevice = (data) => listener({ data });
    real.addEventListener('message', ({ data }) => {
      // `binaryType` says that it is one.
      const decoded = decodeDown(new Uint8Array(data as ArrayBuffer));
      if (!decoded.ok) throw new Error('the server said something malformed');
      this.saidDown.push(decoded.value);
      this.say(...this.down(decoded.value));
      this.#afterEach();
    });
  }

  /** Says something to the device that the honest server did not say. */
  say(...messages: readonly DownMessage[]): void {
    for (const message of messages) this.sayBytes(encodeDown(message));
  }

  sayBytes(bytes: Bytes): void {
    this.#toDevice(bytes.slice().buffer);
  }

  /** Resolves when this holds, which is looked at after every message. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      this.#afterEach = () => {
        if (holds()) resolve();
      };
    });
  }

  cut(): void {
    this.#real?.terminate();
  }
}
