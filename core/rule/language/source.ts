/** A rule's text with what is known of it: what every feature of an editor begins with. */
import { type Analysis, analyze } from '../analyze.ts';
import type { Reference, RuleSymbol } from '../check/symbols.ts';
import type { Span } from '../syntax/span.ts';
import type { Token } from '../syntax/tokens.ts';

/** A piece of the text, by offsets in UTF-16 units: from `start` up to `end`. */
export type Piece = Pick<Span, 'start' | 'end'>;

/** What stands in place of a piece of the text. */
export interface TextEdit extends Piece {
  readonly text: string;
}

/** A line of the text. */
export interface SourceLine extends Piece {
  /** Counted from 0. */
  readonly index: number;
  /** Without its line break. */
  readonly text: string;
  /** Without the comment. */
  readonly tokens: readonly Token[];
  readonly comment: Token | null;
}

export class Source {
  readonly text: string;
  readonly analysis: Analysis;
  readonly lines: readonly SourceLine[];
  /** The line break that the text has, if it has one. */
  readonly lineBreak: string;

  constructor(text: string) {
    this.text = text;
    this.analysis = analyze(text);
    this.lines = linesOf(this.analysis, text);
    this.lineBreak = text.match(/\r\n|\n|\r/)?.[0] ?? '\n';
  }

  /** The line that an offset is in; offsets outside of the text are in the first or last. */
  lineAt(offset: number): SourceLine {
    let first = 0;
    let last = this.lines.length - 1;
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if ((this.lines[middle]?.start ?? 0) <= offset) first = middle;
      else last = middle - 1;
    }
    return this.lines[first] ?? noLine;
  }

  /** The line of a place in the text. */
  lineOf({ line }: Span): SourceLine {
    return this.lines[line - 1] ?? noLine;
  }

  /** The word that an offset is in or at. */
  wordAt(offset: number): Token | undefined {
    return this.lineAt(offset).tokens.find(
      ({ kind, start, end }) => kind === 'word' && start <= offset && offset <= end,
    );
  }

  /** The name that an offset is in or at, and where exactly it stands there. */
  symbolAt(offset: number): { readonly symbol: RuleSymbol; readonly reference: Reference } | undefined {
    for (const symbol of this.analysis.symbols) {
      const reference = symbol.references.find(({ at }) => at.start <= offset && offset <= at.end);
      if (reference) return { symbol, reference };
    }
    return undefined;
  }

  symbol(name: string): RuleSymbol | undefined {
    return this.analysis.symbols.find((symbol) => symbol.name === name);
  }

  textOf({ start, end }: Piece): string {
    return this.text.slice(start, end);
  }
}

const noLine: SourceLine = { index: 0, start: 0, end: 0, text: '', tokens: [], comment: null };

/** Of a text that is too long to be read, one without anything in it. */
function linesOf({ tree, tokens }: Analysis, text: string): readonly SourceLine[] {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  return tree.lines.map((content, index) => {
    const own = tokens[index] ?? [];
    const last = own.at(-1);
    const comment = last?.kind === 'comment' ? last : null;
    const end = start + content.length;
    const line = { index, start, end, text: content, tokens: comment ? own.slice(0, -1) : own, comment };
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
    return line;
  });
}

let last: Source | null = null;

/** What is known of a text. That of the last one is kept: an editor asks many questions about the same text. */
export function sourceOf(text: string): Source {
  if (last?.text !== text) last = new Source(text);
  return last;
}

/** The text after edits, none of which overlap; of two at one place, the first stands first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { start, end, text: replacement } of edits.toSorted((a, b) => a.start - b.start).reverse()) {
    result = result.slice(0, start) + replacement + result.slice(end);
  }
  return result;
}
