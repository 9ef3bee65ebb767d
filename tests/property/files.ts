import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import type { Limits } from '../../src/store/file/limits.ts';
import { memoryApp } from '../helpers/memory-app.ts';
import { expectFilesToShow, newProject, openStore } from '../helpers/store-folder.ts';
import { stateOf } from '../helpers/store-state.ts';
import type { Board } from './play.ts';

/** How many moves go by between two looks at all the files. */
const FILES_EVERY = 5;

/**
 * A project in files, which three store objects work on in turn: two that stay open, and one that is opened anew for
 * the move. Whoever did not make a move must read what it left.
 */
export function boardOfFiles(limits: Partial<Limits>): Board & { close(): Promise<void> } {
  const root = mkdtempSync(join(tmpdir(), 'lra-play-'));
  const dir = newProject(join(root, 'project'));
  const app = memoryApp();
  const { lifecycles } = app.templates;
  const opened: Store[] = [];
  const open = () => {
    const store = openStore(dir, { lifecycles, limits });
    opened.push(store);
    return store;
  };
  const [first, second] = [open(), open()];
  let moves = 0;
  return {
    as: (agent, hand) => ({ ...app.as(agent), store: hand === 0 ? open() : hand < 3 ? second : first }),
    advance: (milliseconds) => app.advance(milliseconds),
    check: async ({ state: { generation: _, ...state } }) => {
      expect(await stateOf(second), 'what another store object reads').toEqual(state);
      if (++moves % FILES_EVERY !== 0) return;
      const isListFresh = state.tasks.length <= (limits.freshTasks ?? Number.POSITIVE_INFINITY);
      expectFilesToShow(dir, state, { isListFresh });
      for (const store of opened.splice(2)) await store.close();
      const fresh = open();
      expect(await stateOf(fresh), 'what a fresh store object reads').toEqual(state);
      JSON.parse(readFileSync(join(dir, 'task_list.json'), 'utf8'));
    },
    close: async () => {
      for (const store of opened) await store.close();
      rmSync(root, { recursive: true });
    },
  };
}
