/** A lesson: Markdown, with fenced code blocks that run. docs/lessons.md is the format. */
import type { Span } from '../rule/syntax/span.ts';

/** What a fenced block is for: the first word behind its fence. */
export const cellKinds = ['experiment', 'optimizer', 'exercise', 'predict'] as const;

export type CellKind = (typeof cellKinds)[number];

/** A cell as it stands in a file. Joined in order, behind the lesson's head, these are the file. */
export interface RawCell {
  /** Blank lines and a mark between cells, or the line with the fence. */
  readonly before: string;
  /** What the cell says, with the file's own line ends. */
  readonly body: string;
  /** The line with the closing fence, where there is one, and blank lines. */
  readonly after: string;
  /** Where `before` begins in the file. Absent where cells may have moved since it was read. */
  readonly start?: number;
}

/** A cell that was read has `raw`; what is written of it differs from that only where the cell does. */
interface Cell {
  /** With "\n" between its lines. */
  readonly text: string;
  readonly raw?: RawCell;
}

export interface MarkdownCell extends Cell {
  readonly kind: 'markdown';
}

export interface CodeCell extends Cell {
  readonly kind: CellKind;
  /** By which other cells name it; null where it has none. */
  readonly id: string | null;
  /** What the file has behind the fence. */
  readonly info?: string;
  /** Whether the file has a fence at its end. */
  readonly isClosed?: boolean;
}

export type LessonCell = MarkdownCell | CodeCell;

/** What the front matter says. */
export interface LessonFacts {
  readonly title: string | null;
  /** Its place among other lessons. */
  readonly number: number | null;
  /** How long it takes. */
  readonly minutes: number | null;
}

export interface Lesson {
  /** What stands before the first cell, as it is in the file: byte order mark, front matter, blank lines. */
  readonly head: string;
  readonly facts: LessonFacts;
  readonly cells: readonly LessonCell[];
  /** What new lines end with. */
  readonly lineEnd: '\n' | '\r\n' | '\r';
}

/** Something wrong with a lesson. */
export interface LessonDiagnostic {
  readonly message: string;
  /** In the file. */
  readonly at: Span;
}
