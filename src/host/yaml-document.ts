// Loads the YAML parser, some 10 ms of work: import this file where it is needed, not at the top of another.
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  stringify,
  type YAMLError,
} from 'yaml';
import type { DocumentPath } from '../core/finding.ts';
import type { JsonValue } from '../core/json.ts';

/** A place in a file; both numbers are 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface YamlFault extends Position {
  readonly reason: string;
}

/** A YAML file as data, and where in the file each part of it stands. */
export interface YamlDocument {
  /** Null when there is a fault. */
  readonly value: JsonValue;
  readonly fault: YamlFault | null;
  /** Where a part stands: a value, or the key of more than one; for what is not there, the nearest part around it. */
  position(path: DocumentPath): Position;
  /** The line of the file that shows a line of a text: exact within a literal block (`|`), else where the text begins. */
  textLine(path: DocumentPath, line: number): number;
}

/** Files that people write are far smaller; more would only be a way to keep a machine busy. */
const LONGEST = 256 * 1024;

/**
 * Reads a YAML document into what JSON can hold. The keys in `asText` are taken as they are written, so that
 * `version: 1.0` does not become the number 1. Aliases that multiply beyond measure are a fault.
 */
export function readYaml(text: string, options: { readonly asText?: readonly string[] } = {}): YamlDocument {
  if (text.length > LONGEST) return unreadable({ line: 1, column: 1, reason: 'it is longer than 256 KB' });
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: true,
      logLevel: 'error',
    });
    const [error] = document.errors;
    if (error) return unreadable({ ...at(error.pos[0]), reason: reasonOf(error) });
    for (const key of options.asText ?? []) keepAsWritten(document, key);
    const value = asJson(document.toJS());
    return {
      value,
      fault: null,
      position: (path) => at(offsetOf(document, path)),
      textLine: (path, line) => {
        const node = document.getIn(path, true) as Node | undefined;
        const first = at(node?.range?.[0] ?? offsetOf(document, path)).line;
        return isScalar(node) && node.type === 'BLOCK_LITERAL' ? first + line : first;
      },
    };
  } catch (error) {
    // Thrown for aliases without end or in a circle, and for nesting deeper than the stack.
    return unreadable({ line: 1, column: 1, reason: (error as Error).message });
  }
}

/** A copy that JSON can hold; throws for data that contains itself. */
function asJson(data: unknown): JsonValue {
  try {
    return JSON.parse(JSON.stringify(data)) as JsonValue;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Error('it contains itself, by way of an alias', { cause: error });
  }
}

function reasonOf({ code, message }: YAMLError): string {
  return code === 'MULTIPLE_DOCS' ? 'it holds more than one YAML document' : message;
}

function unreadable(fault: YamlFault): YamlDocument {
  const { line, column } = fault;
  return { value: null, fault, position: () => ({ line, column }), textLine: () => line };
}

function keepAsWritten(document: Document, key: string): void {
  const node = isMap(document.contents) && document.get(key, true);
  if (isScalar(node) && typeof node.value === 'number' && node.source !== undefined) {
    node.value = node.source;
  }
}

/** A scalar is pointed at itself, a mapping or a list at the key that holds it. */
function offsetOf(document: Document, path: DocumentPath): number {
  let node: unknown = document.contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
      if (!pair) break;
      const { key, value } = pair as Pair<Node, Node>;
      offset = (isScalar(value) ? value : key).range?.[0] ?? offset;
      node = value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

/** The YAML text with the text value of one key at its top replaced, and everything else as it was. */
export function replaceYamlText(text: string, key: string, value: string): string {
  const node = parseDocument(text).get(key, true);
  if (!isScalar(node) || !node.range) throw new Error(`no text at ${key}`);
  return text.slice(0, node.range[0]) + stringify(value).trim() + text.slice(node.range[1]);
}
