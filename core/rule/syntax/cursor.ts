/** Walks along the tokens of one line. */
import { RuleError } from './errors.ts';
import type { Line, Token } from './tokens.ts';

export class Cursor {
  readonly #line: Line;
  #index = 0;

  constructor(line: Line) {
    this.#line = line;
  }

  /** The token ahead; at the end of the line, one of kind `end`. */
  get next(): Token {
    return this.#line.tokens[this.#index] ?? this.#line.end;
  }

  /** Passes the token ahead and returns it. */
  take(): Token {
    const token = this.next;
    this.#index += 1;
    return token;
  }

  /** Whether the token ahead is one of these symbols or words. */
  sees(...texts: readonly string[]): boolean {
    return this.next.kind !== 'string' && texts.includes(this.next.text);
  }

  /** Passes this symbol or word if it is ahead. */
  skips(text: string): boolean {
    const seen = this.sees(text);
    if (seen) this.take();
    return seen;
  }

  /** Passes this symbol or word. Throws a RuleError if something else is ahead. */
  expect(text: string): Token {
    if (!this.sees(text)) this.fail(`'${text}'`);
    return this.take();
  }

  /** Passes a token of this kind. Throws a RuleError that asks for `what` if something else is ahead. */
  expectKind(kind: Token['kind'], what: string): Token {
    if (this.next.kind !== kind) this.fail(what);
    return this.take();
  }

  /** Throws a RuleError if anything is left of the line. */
  expectEnd(): void {
    if (this.next.kind !== 'end') this.fail('the end of the line');
  }

  /** Throws a RuleError: `what` should stand where the token ahead stands. */
  fail(what: string): never {
    const found = this.next.kind === 'end' ? 'the end of the line' : `'${this.next.text}'`;
    throw new RuleError(this.next, `expected ${what}, found ${found}`);
  }
}
