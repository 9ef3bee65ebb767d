import type { Notice } from '../run/job.ts';
import type { ContextLine } from './document.ts';

/** The name of the project. */
export interface ProjectEntry {
  readonly name: string;
}

/** How many tasks have a status. */
export interface StatusEntry {
  readonly status: string;
  readonly count: number;
}

/** Something that may stand in the answer. */
export type Entry = ContextLine | StatusEntry | ProjectEntry | Notice;

/** Shortens a text that a person or a program wrote. */
export type Cut = (text: string) => string;

/** Writes an entry; called again with another cut when there is more room, or less. */
export type EntryWriter = (cut: Cut) => Entry;

/** A list of entries, the most important first. */
export interface Group {
  readonly name: string;
  /** How fast importance falls along the list: one of weight 2 gets one entry for two of a list of weight 1. */
  readonly weight: number;
  /** How many can be opened. */
  readonly length: number;
  open(index: number): EntryWriter;
}

/** What there is to say, and what of it must be said. */
export interface Offer {
  readonly groups: readonly Group[];
  readonly required: readonly { readonly group: string; readonly index: number }[];
}

/** The entries of each group that have a place. */
export type Chosen = ReadonlyMap<string, readonly Entry[]>;

/** How the answer is written: what a part costs is what it costs there. */
export interface Frame {
  /** The whole answer. */
  render(chosen: Chosen): string;
  /** One entry. */
  entry(group: string, entry: Entry): string;
  /** One text within an entry. */
  text(text: string): string;
}
