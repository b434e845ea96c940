import { afterEach, describe, expect, it, vi } from 'vitest';
import { createIndexedDbStore } from './indexeddb-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('IndexedDB', createIndexedDbStore);

/** Every handle that is opened from here on, as the browser has it. */
function watchHandles(): IDBDatabase[] {
  const handles: IDBDatabase[] = [];
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    const request = open(name, version);
    request.addEventListener('success', () => handles.push(request.result));
    return request;
  });
  return handles;
}

function deleted(name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', resolve);
    request.addEventListener('error', reject);
  });
}

const arrival = (name: string) => ({ inviteId: `${name.repeat(21)}A`, sealed: new Uint8Array([1]) });

describe('an IndexedDB store whose handle died', () => {
  afterEach(() => vi.restoreAllMocks());

  it('opens another one, and has all that was written', async () => {
    const handles = watchHandles();
    const store = createIndexedDbStore('dead-handle');
    expect(await store.write({ arrivals: [arrival('a')] })).toBe('written');
    for (const handle of handles) handle.close();
    expect(await store.write({ arrivals: [arrival('b')] })).toBe('written');
    for (const handle of handles) handle.close();
    expect(await store.arrivals()).toEqual([arrival('a'), arrival('b')]);
    expect(handles).toHaveLength(3);
    store.close();
  });

  it('opens one again after another tab asked for the database', async () => {
    const store = createIndexedDbStore('asked-for');
    await store.write({ arrivals: [arrival('a')] });
    await deleted('asked-for');
    expect(await store.arrivals()).toEqual([]);
    expect(await store.write({ arrivals: [arrival('b')] })).toBe('written');
    store.close();
  });

  it('says so when there is none to be had, and tries again later', async () => {
    const handles = watchHandles();
    const store = createIndexedDbStore('newer');
    await store.write({ arrivals: [arrival('a')] });
    for (const handle of handles) handle.close();
    await new Promise((resolve, reject) => {
      const request = indexedDB.open('newer', 99);
      request.addEventListener('success', () => {
        request.result.close();
        resolve(undefined);
      });
      request.addEventListener('error', reject);
    });
    await expect(store.arrivals()).rejects.toThrow('version');
    await deleted('newer');
    expect(await store.arrivals()).toEqual([]);
    store.close();
  });
});
