import { type Device, openDevice } from '#device/device.ts';
import { createIndexedDbStore } from '#device/indexeddb-store.ts';

/** The device behind this page. One tab at a time: whoever holds the lock writes [ENV3]. */
export type ThisDevice = {
  readonly device: Device;
  /** Resolves when another tab took over; this one has closed its device by then. */
  readonly takenOver: Promise<void>;
};

const lockName = 'samenleerwijzer';

/** @returns undefined when another tab has the tables; with `steal` that tab gives way. */
export function openThisDevice(how: 'ask' | 'steal'): Promise<ThisDevice | undefined> {
  return new Promise((resolve, reject) => {
    const options = how === 'steal' ? { steal: true } : { ifAvailable: true };
    const held = navigator.locks.request(lockName, options, async (lock) => {
      if (!lock) return resolve(undefined);
      const device = await createDevice();
      resolve({ device, takenOver: lost.then(() => device.close()) });
      // The lock is held as long as this page lives.
      await new Promise(() => undefined);
    });
    const lost = new Promise<void>((taken) => {
      held.catch((error: unknown) => {
        if (error instanceof DOMException && error.name === 'AbortError') taken();
        else reject(error);
      });
    });
  });
}

function createDevice(): Promise<Device> {
  const url = new URL('/v1/table', location.href);
  url.protocol = location.protocol.replace('http', 'ws');
  return openDevice({
    store: createIndexedDbStore('samenleerwijzer'),
    url: url.href,
    openSocket: (address) => new WebSocket(address),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    chance: Math.random,
    now: Date.now,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
}
