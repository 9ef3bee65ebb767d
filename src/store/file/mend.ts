import type { TaskGraph } from '../../core/graph/graph.ts';
import type { Entry } from '../../core/record/change.ts';
import { recordedTasks } from '../../core/record/record.ts';
import { briefPath, settleBriefs } from './brief-file.ts';
import type { StoreFs } from './fs.ts';
import type { Layout } from './layout.ts';
import type { Model } from './model.ts';
import { Prepared } from './prepare.ts';
import { isBriefTorn, recordOver } from './torn.ts';

/** What a writer works with. */
export interface WriterTools {
  readonly fs: StoreFs;
  readonly layout: Layout;
  /** A new path among the files in the making. */
  readonly tmpPath: () => string;
  /** The graph as of now, read anew. */
  readonly graphNow: () => TaskGraph;
}

/**
 * Puts in place what these transactions of the log should have left in records and briefs and did not: their writer was
 * stopped, or the power was cut before it was on disk. What is there already is not touched.
 */
export function mendHistory(
  { fs, layout, tmpPath, graphNow }: WriterTools,
  model: Model,
  entries: readonly Entry[],
): void {
  const prepared = new Prepared(fs, layout, tmpPath);
  for (const id of new Set(entries.flatMap((entry) => [...recordedTasks(entry)]))) {
    const { record, isOnDisk } = recordOver(fs, layout, model, id);
    if (!isOnDisk) prepared.addRecord(record);
  }
  for (const { changes } of entries) {
    for (const change of changes) {
      if (change.op !== 'brief' || !model.graph.find(change.id)) continue;
      const text = model.madeBrief(change.id)!;
      const isTorn = isBriefTorn(fs, layout, change.id, text);
      if (isTorn || !fs.existsSync(briefPath(layout, change.id))) prepared.addBrief(change.id, text, isTorn);
    }
  }
  prepared.putInPlace();
  settleBriefs(fs, layout, model.graph, entries, graphNow);
}
