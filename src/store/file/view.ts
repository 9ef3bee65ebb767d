import type { Entry } from '../../core/record/change.ts';
import { Draft } from '../../core/record/draft.ts';
import { emptyRecord } from '../../core/record/record.ts';
import { isTaskId } from '../../core/task/id.ts';
import type { View } from '../../ports/store.ts';
import { readArchive } from './archive.ts';
import { readBrief } from './brief-file.ts';
import type { StoreFs } from './fs.ts';
import type { Layout } from './layout.ts';
import type { Model } from './model.ts';
import { isBriefTorn, recordOver } from './torn.ts';

/**
 * A model as a decision sees it: what the log holds lies over what the files say. Ids come from outside and become the
 * names of files: what has not the form of one has neither a brief nor a record.
 */
export function viewOf(fs: StoreFs, layout: Layout, model: Model): View {
  return {
    generation: model.generation,
    graph: model.graph,
    task: (id) => model.task(id),
    brief: (id) => (isTaskId(id) && model.graph.find(id) ? briefOf(fs, layout, model, id) : null),
    record: (id) => (isTaskId(id) ? recordOver(fs, layout, model, id).record : emptyRecord(id)),
    entries: () => entriesOf(fs, layout, model),
  };
}

/** A transaction's draft on top of a model. */
export function draftOn(model: Model, view: View, at: string): Draft {
  return new Draft(model.graph, model.generation + 1, at, view.task, view.record);
}

function briefOf(fs: StoreFs, layout: Layout, model: Model, id: string): string | null {
  const logged = model.madeBrief(id);
  if (logged !== null && isBriefTorn(fs, layout, id, logged)) return logged;
  return readBrief(fs, layout, id) ?? logged;
}

function* entriesOf(fs: StoreFs, layout: Layout, model: Model): Generator<Entry> {
  yield* model.tail.toReversed();
  yield* readArchive(fs, layout, (model.base ?? 0) + 1);
}
