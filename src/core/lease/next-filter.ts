import type { GraphNode } from '../graph/node.ts';
import { ok } from '../result.ts';
import { type Fields, type Reader, readName, readSize, readTemplate } from '../task/fields.ts';
import { sizeInTokens } from '../task/size.ts';

/** The most that the asker can write, in tokens. */
const readLimit: Reader<number> = (value) => {
  const size = readSize(value);
  return size.ok ? ok(sizeInTokens(size.value)!) : size;
};

const readLabel: Reader<string> = (value) => readName(value, 'a label');

/** What may be wanted of the next task. */
export const NEXT = { output_limit: readLimit, template: readTemplate, label: readLabel };

/** Which ready tasks are wanted; what is left out restricts nothing. */
export type NextFilter = Fields<typeof NEXT>;

/** Whether a task is of the template and has the label that are wanted. */
export function isOfKind(node: GraphNode, { template, label }: NextFilter): boolean {
  const isOfTemplate = template === undefined || node.template === template;
  return isOfTemplate && (label === undefined || node.labels.includes(label));
}

/** Whether a task is small enough. */
export function fits(node: GraphNode, { output_limit }: NextFilter): boolean {
  return output_limit === undefined || node.size <= output_limit;
}
