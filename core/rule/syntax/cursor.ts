/** Walks along the tokens of one line. */
import type { DiagnosticCode, Diagnostics } from './diagnostics.ts';
import { limits } from './limits.ts';
import { type Span, spanning } from './span.ts';
import type { Line, Token } from './tokens.ts';

/**
 * The first thing that doesn't follow the grammar is reported, and the cursor is at the end of the line then: what
 * expects more doesn't find it, so that whoever reads a line needs to look at `hasFailed` only after the last part.
 */
export class Cursor {
  readonly line: Line;
  readonly #diagnostics: Diagnostics;
  /** Whether something is wrong with the line that the rest of it is likely part of. */
  readonly #isReported: boolean;
  #index = 0;
  #depth = 0;
  #hasFailed = false;

  /** @param isReported Whether it is known already that something is wrong with the line. */
  constructor(line: Line, diagnostics: Diagnostics, isReported = false) {
    this.line = line;
    this.#diagnostics = diagnostics;
    this.#isReported = isReported || !line.isKnown;
  }

  /** Whether the line doesn't follow the grammar, so that what was read of it is of no use. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** The token ahead; at the end of the line, one of kind `end`. */
  get next(): Token {
    return this.line.tokens[this.#index] ?? this.line.end;
  }

  /** Passes the token ahead and returns it; the end is never passed. */
  take(): Token {
    const token = this.next;
    if (token.kind !== 'end') this.#index += 1;
    return token;
  }

  /** From the beginning of `first` to the end of the token that was passed last. */
  from(first: Span): Span {
    return spanning(first, this.line.tokens[this.#index - 1] ?? first);
  }

  /** Whether the token ahead is one of these symbols or words. */
  sees(...texts: readonly string[]): boolean {
    const { kind, text } = this.next;
    return kind !== 'string' && kind !== 'unknown' && texts.includes(text);
  }

  /** Passes this symbol or word if it is ahead. */
  skips(text: string): boolean {
    const seen = this.sees(text);
    if (seen) this.take();
    return seen;
  }

  /** Passes this symbol or word; fails if something else is ahead. */
  expect(text: string): Token {
    if (!this.sees(text)) this.miss(`'${text}'`);
    return this.take();
  }

  /** Passes a token of this kind; fails, as what is missing is `what`, if something else is ahead. */
  expectKind(kind: Token['kind'], what: string): Token {
    if (this.next.kind !== kind) this.miss(what);
    return this.take();
  }

  /** What `parse` gives for a part of an expression in another; fails where it stands too deep. */
  nest<Part>(parse: (cursor: Cursor) => Part): Part {
    if (this.#depth === limits.nesting) {
      const reason = `parts stand at most ${limits.nesting} deep one in another; name some on lines above`;
      this.fail(this.next, reason, 'too-deep');
    }
    this.#depth += 1;
    const part = parse(this);
    this.#depth -= 1;
    return part;
  }

  /** Fails if anything is left of the line. */
  expectEnd(): void {
    if (this.next.kind !== 'end') this.miss('the end of the line');
  }

  /** Fails: `what` should stand where the token ahead stands. */
  miss(what: string): void {
    const found = this.next.kind === 'end' ? 'the end of the line' : `'${this.next.text}'`;
    this.fail(this.next, `expected ${what}, found ${found}`);
  }

  /** Gives up on the line, which doesn't follow the grammar. */
  fail(at: Span, reason: string, code: DiagnosticCode = 'syntax'): void {
    this.report(code, at, reason);
    this.#hasFailed = true;
    this.#index = this.line.tokens.length;
  }

  /** Reports what is wrong in a line that follows the grammar so far. */
  report(code: DiagnosticCode, at: Span, reason: string, suggestion: string | null = null): void {
    if (this.#hasFailed || this.#isReported) return;
    this.#diagnostics.report(code, at, reason, suggestion);
  }
}
