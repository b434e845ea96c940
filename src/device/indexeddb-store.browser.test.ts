import { createIndexedDbStore } from './indexeddb-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('IndexedDB', createIndexedDbStore);
