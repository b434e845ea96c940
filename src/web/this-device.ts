import { createIndexedDbStore } from '#device/indexeddb-store.ts';
import { openTablet, type Tablet } from '#device/shared-tablet.ts';
import { tableSocket } from './table-socket.ts';

/** The device behind this page. One tab at a time: whoever holds the lock writes [ENV3]. */
export type ThisDevice = {
  readonly device: Tablet;
  /** Resolves when another tab took over; this one has closed its device by then. */
  readonly takenOver: Promise<void>;
};

const lockName = 'samenleerwijzer';

/**
 * @returns `elsewhere` when another tab has the tables; with `steal` that tab gives way. `full`: the device has no
 * room for its keys. `cannot-store`: this browser keeps nothing.
 */
export function openThisDevice(
  how: 'ask' | 'steal',
): Promise<ThisDevice | 'elsewhere' | 'full' | 'cannot-store'> {
  return new Promise((resolve, reject) => {
    const options = how === 'steal' ? { steal: true } : { ifAvailable: true };
    const held = navigator.locks.request(lockName, options, async (lock) => {
      if (!lock) return resolve('elsewhere');
      const device = await createDevice().catch(whyNot);
      if (typeof device === 'string') return resolve(device);
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

function whyNot(error: unknown): 'full' | 'cannot-store' {
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'cannot-store';
}

function createDevice(): Promise<Tablet> {
  return openTablet({
    ...tableSocket(),
    store: createIndexedDbStore('samenleerwijzer'),
    guestStore: () => createIndexedDbStore('samenleerwijzer-gast'),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    now: Date.now,
  });
}
