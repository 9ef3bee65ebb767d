import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/ports/store.ts';
import type { Limits } from '../../src/store/file/limits.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { newProject, openStore } from './store-folder.ts';
import { countingIds, lifecycles } from './store-state.ts';

/** A project in some store, empty at first. */
export interface Bench {
  /** Another store object on the same project; the one and only where the store lives in its object. */
  open(): Store;
  /** Where its files are, if it has some. */
  readonly dir: string | null;
  close(): Promise<void>;
}

/** Every store that keeps the contract; each test of the suite runs on all of them. */
export const STORES: { readonly [name: string]: (limits?: Partial<Limits>) => Bench } = {
  memory: () => {
    const store = new MemoryStore(lifecycles, countingIds('m'));
    return { open: () => store, dir: null, close: () => store.close() };
  },
  file: (limits = {}) => {
    const root = mkdtempSync(join(tmpdir(), 'lra-contract-'));
    const dir = newProject(join(root, 'project'));
    const opened: Store[] = [];
    const open = () => {
      const store = openStore(dir, { limits });
      opened.push(store);
      return store;
    };
    const close = async () => {
      for (const store of opened) await store.close();
      rmSync(root, { recursive: true });
    };
    return { open, dir, close };
  },
};
