import { withNewIds } from '../task/id.ts';

export interface RenamedBrief {
  readonly text: string;
  /** The 1-based lines, of what people wrote, that still name one of the old ids. */
  readonly left: readonly number[];
}

const COMMAND = /`lra [^`]*`/g;
const NOTES_FILE = /\btasks\/[a-z_0-9]+\.md\b/g;

/**
 * A brief with ids replaced where a template put them: in its heading, in what stands between that and the second
 * heading as a list (what it is part of and builds on), in commands and in names of briefs. What people wrote stays.
 */
export function renameInBrief(text: string, ids: ReadonlyMap<string, string>): RenamedBrief {
  const left: number[] = [];
  let headings = 0;
  const lines = text.split('\n').map((line, i) => {
    const isHeading = /^#{1,2} /.test(line);
    if (isHeading) headings++;
    const isOwn = (isHeading && headings === 1) || (headings <= 2 && line.startsWith('- '));
    const renamed = isOwn ? withNewIds(line, ids) : withNewCommands(line, ids);
    if (!isOwn && withNewIds(withoutCommands(line), ids) !== withoutCommands(line)) left.push(i + 1);
    return renamed;
  });
  return { text: lines.join('\n'), left };
}

function withNewCommands(line: string, ids: ReadonlyMap<string, string>): string {
  const rename = (found: string) => withNewIds(found, ids);
  return line.replace(COMMAND, rename).replace(NOTES_FILE, (path) => renamedPath(path, ids));
}

/** A task's file is named after it: `tasks/task_001.md`. */
function renamedPath(path: string, ids: ReadonlyMap<string, string>): string {
  return path.replace(/\/(.*)\.md$/, (_, id: string) => `/${ids.get(id) ?? id}.md`);
}

function withoutCommands(line: string): string {
  return line.replace(COMMAND, '').replace(NOTES_FILE, '');
}
