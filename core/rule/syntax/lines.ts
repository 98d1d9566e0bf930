/** Walks along the lines of an update, which their indentation makes blocks of. */
import { Cursor } from './cursor.ts';
import type { DiagnosticCode, Diagnostics } from './diagnostics.ts';
import { type Span, spanning } from './span.ts';
import type { Line, Token } from './tokens.ts';

export class Lines {
  readonly #lines: readonly Line[];
  readonly #diagnostics: Diagnostics;
  #index = 0;
  /** The line that was reported last. */
  #reported = 0;
  /** Whether all lines are indented by the same character, so that columns say which line belongs to which. */
  readonly #areComparable: boolean;

  /** @param lines Those that have a token. */
  constructor(lines: readonly Line[], diagnostics: Diagnostics) {
    this.#lines = lines;
    this.#diagnostics = diagnostics;
    const odd = oddlyIndented(lines);
    this.#areComparable = odd === undefined;
    if (odd) {
      const reason = 'the lines of an update are indented by spaces or by tabs, not by both';
      diagnostics.report('mixed-indentation', odd, reason);
    }
  }

  /** The first token of the line ahead; undefined behind the last line. */
  get next(): Token | undefined {
    return this.#lines[this.#index]?.tokens[0];
  }

  /** Passes the line ahead, and returns a cursor at its beginning. */
  take(): Cursor | undefined {
    const cursor = this.peek();
    this.#index += 1;
    return cursor;
  }

  /** A cursor over the line ahead, which stays ahead. */
  peek(): Cursor | undefined {
    const line = this.#lines[this.#index];
    return line && new Cursor(line, this.#diagnostics, this.#reported === this.next?.line);
  }

  /** From the beginning of `first` to the end of the line that was passed last. */
  from(first: Span): Span {
    return spanning(first, this.#lines[this.#index - 1]?.tokens.at(-1) ?? first);
  }

  /** Passes the lines ahead that are indented further than a column. */
  skipBelow(column: number): void {
    while (this.next && this.next.column > column) this.#index += 1;
  }

  /** Reports where a line stands or which are missing, once a line, unless their indentation says nothing. */
  report(code: DiagnosticCode, at: Span, reason: string): void {
    if (!this.#areComparable || this.#reported === at.line) return;
    this.#diagnostics.report(code, at, reason);
    this.#reported = at.line;
  }
}

/** A tab is as wide as the editor likes: next to spaces, it says nothing about which line belongs to which. */
function oddlyIndented(lines: readonly Line[]): Token | undefined {
  const indentations = lines.map(({ text }) => text.match(/^[ \t]*/)?.[0] ?? '');
  const usual = indentations.find((indentation) => indentation !== '')?.[0];
  const odd = indentations.findIndex((indentation) => ![...indentation].every((each) => each === usual));
  return lines[odd]?.tokens[0];
}
