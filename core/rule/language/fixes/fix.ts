import type { Mark } from '../marks.ts';
import type { Source, TextEdit } from '../source.ts';

/** A change that may mend a mark. */
export interface Candidate {
  /** What it does, in words for the person. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What may mend a mark, the likeliest first. Whether it does is found out by doing it. */
export type Fixer = (mark: Mark, source: Source) => readonly Candidate[];

export function candidate(title: string, ...edits: readonly TextEdit[]): Candidate {
  return { title, edits };
}
