import type { Budget } from '../budget.ts';
import { str } from './repr.ts';
import { Markup, type Value } from './value.ts';

const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&#34;'],
  ["'", '&#39;'],
]);

/** The text of a value with HTML's special characters escaped, unless it already is `Markup`. */
export function escapeHtml(value: Value, budget: Budget): string {
  return value instanceof Markup ? value.text : escapeText(str(value, budget), budget);
}

/** A text with HTML's special characters escaped. */
export function escapeText(text: string, budget: Budget): string {
  const escaped = text.replace(/[&<>"']/g, (character) => ESCAPES.get(character)!);
  budget.text(escaped.length);
  return escaped;
}
