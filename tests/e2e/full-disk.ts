import type { Page } from '@playwright/test';

/** What a browser does when the disk is full: it takes the write, then aborts the transaction and says why. */
export function setDiskFull(page: Page, isFull: boolean): Promise<void> {
  return page.evaluate((full) => {
    const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put');
    const original = Reflect.get(globalThis, 'originalPut') ?? put?.value;
    Reflect.set(globalThis, 'originalPut', original);
    IDBObjectStore.prototype.put = function (...args) {
      const { transaction } = this;
      if (full && transaction.error === null) {
        const error = new DOMException('the disk is full', 'QuotaExceededError');
        Object.defineProperty(transaction, 'error', { value: error });
        queueMicrotask(() => transaction.abort());
      }
      return original.apply(this, args);
    };
  }, isFull);
}
