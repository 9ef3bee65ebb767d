import type { FileDetails, FileFacts, FunctionDetail } from '../../../core/codebase/facts.ts';
import { type Definition, type Parsed, readTree } from './read-tree.ts';

/** As long as a name or a head is shown, in UTF-16 units. */
const MAX_NAME = 200;
const MAX_SIGNATURE = 200;

/** What the check needs to know of a file, its size aside. Throws OutOfTime. */
export function factsOf(parsed: Parsed): Omit<FileFacts, 'bytes'> {
  let functions = 0;
  let commented = 0;
  const rest = readTree(parsed, {
    onDefinition: (definition) => {
      functions++;
      if (definition.commented) commented++;
    },
  });
  return { functions, commented, ...rest };
}

/** The same, with each function and the names other files may use. Throws OutOfTime. */
export function detailsOf(parsed: Parsed): Omit<FileDetails, 'bytes' | 'path' | 'language'> {
  const definitions: FunctionDetail[] = [];
  const open: { readonly name: string; readonly end: number }[] = [];
  const enter = (start: number, end: number, name: string): string => {
    while (open.length > 0 && open.at(-1)!.end <= start) open.pop();
    const whole = open.length === 0 ? name : `${open.at(-1)!.name}.${name}`;
    // The name of what is nested without end would grow without end.
    if (whole.length <= MAX_NAME) open.push({ name: whole, end });
    return whole.slice(0, MAX_NAME);
  };
  const rest = readTree(parsed, {
    onScope: (node, name) => enter(node.startIndex, node.endIndex, name.text),
    onDefinition: (definition) => {
      const { node, name, commented } = definition;
      definitions.push({
        name: enter(node.startIndex, node.endIndex, name.text),
        line: name.row + 1,
        signature: signatureOf(definition, parsed),
        commented,
      });
    },
  });
  const exports = [...new Set(parsed.dialect.exportsOf(parsed.root))];
  const commented = definitions.filter((one) => one.commented).length;
  return { functions: definitions.length, commented, ...rest, definitions, exports };
}

/** The head of a function on one line. */
function signatureOf({ node, name }: Definition, { source, dialect }: Parsed): string {
  const start = name.start ?? node.startIndex;
  const bound = node.childForFieldName('value') ?? node.childForFieldName('right') ?? node;
  const end = dialect.headEnd?.(node) ?? (bound.childForFieldName('body') ?? node).startIndex;
  const head = source.slice(start, Math.min(end > start ? end : node.endIndex, start + 5 * MAX_SIGNATURE));
  const line = head
    .replace(/\s+/g, ' ')
    .replace(/\s*(?:=>|[{:=])?\s*$/, '')
    .trimStart();
  return line.length <= MAX_SIGNATURE ? line : `${line.slice(0, MAX_SIGNATURE - 1)}…`;
}
