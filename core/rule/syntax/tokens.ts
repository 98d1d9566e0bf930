/** Text -> lines of tokens. A line break ends a statement, as in Python. */
import type { DiagnosticCode, Diagnostics } from './diagnostics.ts';
import { dottedAt } from './dotted.ts';
import { spelled } from './foreignNames.ts';
import { limits } from './limits.ts';
import { behind, type Span, spanning } from './span.ts';

export interface Token extends Span {
  /** `unknown` is what has no meaning in a rule. Each line ends with a token of kind `end`, which has no text. */
  readonly kind: 'number' | 'word' | 'string' | 'symbol' | 'comment' | 'unknown' | 'end';
  readonly text: string;
}

export interface Line {
  /** The line as written, without its line break. */
  readonly text: string;
  /** Without the comment and the end. */
  readonly tokens: readonly Token[];
  readonly comment: Token | null;
  /** Stands after the last character, so that "expected …" has a place to point at. */
  readonly end: Token;
  /** Whether each token has a meaning. */
  readonly isKnown: boolean;
}

export interface TokenizedText {
  readonly lines: readonly Line[];
  /** Where the text ends. */
  readonly end: Span;
}

const space = /[ \t]*/y;
const kinds = ['comment', 'number', 'word', 'string', 'symbol'] as const;
/** A token; the group that matches says of which kind. */
const pattern =
  /(#.*)|((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)|([A-Za-z][A-Za-z0-9_]*)|("[^"]*")|(\*\*|[-+*/<>=!]=|\/(?!\/)|[-+*<>=,:()[\]{}])/sy;

/** How the language writes what others write otherwise. */
const wordFor: ReadonlyMap<string, string> = new Map([
  ['&', 'and'],
  ['|', 'or'],
  ['!', 'not'],
  ['^', '**'],
  ["'", '"'],
  ['“', '"'],
  ['”', '"'],
  ['−', '-'],
  ['–', '-'],
  ['·', '*'],
  ['×', '*'],
  ['÷', '/'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['²', '**2'],
  ['³', '**3'],
  ['√', 'sqrt'],
  ['←', '='],
  ['∈', 'in'],
  ['∞', 'inf'],
  ['‘', '"'],
  ['’', '"'],
  ...spelled,
]);

/** What the language writes for a character that others write; null where there is nothing like it. */
export function meantBy(character: string): string | null {
  return wordFor.get(character) ?? null;
}

const wordBehind = /^[\p{L}\p{M}\w₀-₉]+/u;

/** What is part of a word as people read it. */
function isLetter(character: string): boolean {
  return character === '_' || spelled.has(character) || /[\p{L}\p{M}]/u.test(character);
}

const lineBreaks = /\r\n|\n|\r/g;

/** Of a text without any line break, one. */
export function countLines(text: string): number {
  return 1 + (text.match(lineBreaks)?.length ?? 0);
}

/** The tokens of a text, line by line. Of what can't be read of a line, the first is reported. */
export function tokenize(text: string, diagnostics: Diagnostics): TokenizedText {
  const lines: Line[] = [];
  // A byte order mark is no part of the first line.
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  let end: Span = { start, end: start, line: 1, column: 1 };
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r|$/g)) {
    const content = text.slice(start, index);
    const whole = { start, end: index, line: lines.length + 1, column: 1 };
    const line = new LineReader(content, whole, diagnostics).read();
    lines.push(line);
    end = line.end;
    start = index + lineBreak.length;
  }
  return { lines, end };
}

/** What follows `#`, or `//` where that was written instead, without the space around it; empty where the line has no comment. */
export function commentOf({ comment }: Line): string {
  return comment ? comment.text.replace(/^(#|\/\/)/, '').trim() : '';
}

/** A character as people see it, or its number where they don't. */
function nameOf(character: string): string {
  if (!/[\p{C}\p{Z}]/u.test(character)) return `'${character}'`;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `the character U+${code}`;
}

class LineReader {
  readonly #content: string;
  readonly #whole: Span;
  readonly #diagnostics: Diagnostics;
  readonly #tokens: Token[] = [];
  #isKnown = true;
  /** Up to where the line is read, where that is behind its last token. */
  #read = 0;

  constructor(content: string, whole: Span, diagnostics: Diagnostics) {
    this.#content = content;
    this.#whole = whole;
    this.#diagnostics = diagnostics;
  }

  read(): Line {
    let comment: Token | null = null;
    for (let index = this.#skipSpace(0); index < this.#content.length; ) {
      const token = this.#tokenAt(index);
      if (token.kind === 'comment') comment = token;
      else this.#tokens.push(token);
      index = this.#skipSpace(Math.max(this.#read, token.end - this.#whole.start));
    }
    const end = { ...behind(this.#whole), kind: 'end', text: '' } as const;
    return { text: this.#content, tokens: this.#tokens, comment, end, isKnown: this.#isKnown };
  }

  #skipSpace(index: number): number {
    space.lastIndex = index;
    return index + (space.exec(this.#content)?.[0].length ?? 0);
  }

  #tokenAt(index: number): Token {
    pattern.lastIndex = index;
    const [text, ...groups] = pattern.exec(this.#content) ?? [];
    const kind = kinds[groups.findIndex((group) => group !== undefined)];
    if (text === undefined || !kind) return this.#withoutMeaning(index);
    const { start, line } = this.#whole;
    const end = start + index + text.length;
    const token = { kind, text, start: start + index, end, line, column: index + 1 };
    return kind === 'comment' ? token : this.#withinLimits(token);
  }

  #withinLimits(token: Token): Token {
    if (this.#tokens.length === limits.tokensInLine) {
      const reason = `this line has more than ${limits.tokensInLine} parts; name some on lines above`;
      this.#report('line-too-long', token, reason);
      const text = this.#content.slice(token.start - this.#whole.start);
      return { ...spanning(token, this.#whole), kind: 'unknown', text };
    }
    if (token.text.length <= limits.charactersInToken) return token;
    const start = spanning(token, { end: token.start + limits.charactersInToken });
    const reason = `a name or number has at most ${limits.charactersInToken} characters`;
    this.#report('word-too-long', start, reason);
    return { ...token, kind: 'unknown' };
  }

  #withoutMeaning(index: number): Token {
    const character = String.fromCodePoint(this.#content.codePointAt(index) ?? 0);
    if (character === '.') return this.#dot(index);
    if (character === '/') return this.#slashes(index);
    if (character === '"') {
      const text = this.#content.slice(index);
      const token = { ...this.#span(index, text.length), kind: 'unknown', text } as const;
      this.#report('unclosed-string', token, 'a string without a closing quote');
      return token;
    }
    const token = { ...this.#span(index, character.length), kind: 'unknown', text: character } as const;
    if (this.#isKnown && isLetter(character)) this.#reportWord(index);
    const word = meantBy(character);
    const instead = character === '?' ? 'where(condition, a, b)' : word;
    const reason = `${nameOf(character)} has no meaning in a rule`;
    this.#report(
      'unknown-character',
      token,
      instead === null ? reason : `${reason}; write '${instead}'`,
      word,
    );
    return this.#withinLimits(token);
  }

  /** A name with letters that names don't have: `β1`, `größe`. The letters of papers are spelled. */
  #reportWord(index: number): void {
    const { charactersInToken: reach } = limits;
    const before = /[A-Za-z]\w*$/.exec(this.#content.slice(Math.max(0, index - reach), index))?.[0] ?? '';
    const behind = wordBehind.exec(this.#content.slice(index, index + reach))?.[0] ?? '';
    const written = before + behind;
    const own = [...written].map((letter) => spelled.get(letter) ?? letter).join('');
    const isSpelled = /^[A-Za-z]\w*$/.test(own);
    const advice = isSpelled
      ? `; write '${own}'`
      : ", whose names are made of the letters from a to z, digits and '_', and begin with a letter";
    const reason = `'${written}' has no meaning in a rule${advice}`;
    this.#report(
      'unknown-character',
      this.#span(index - before.length, written.length),
      reason,
      isSpelled ? own : null,
    );
  }

  /** The dot of `self.lr` or `torch.sqrt(v)`. */
  #dot(index: number): Token {
    const { start, end, own } = dottedAt(this.#content, index);
    const at = this.#span(start, end - start);
    const written = this.#content.slice(start, end);
    const reason =
      own === null
        ? `'${written}' has no meaning in a rule, which has names and functions, but no objects, modules or methods`
        : `'${written}' is written '${own}' in a rule`;
    const kept = own === null ? undefined : this.#keptOf(start, end, own);
    if (kept) {
      if (this.#isKnown) this.#diagnostics.report('unknown-character', at, reason, own);
      this.#read = end;
      return kept;
    }
    this.#report('unknown-character', at, written === '.' ? "'.' has no meaning in a rule" : reason, own);
    return this.#withinLimits({ ...this.#span(index, 1), kind: 'unknown', text: '.' });
  }

  /** Of `self.lr` the line is read with `lr`, of `p.grad` with `p`: what else is wrong with it is told too. */
  #keptOf(start: number, end: number, own: string): Token | undefined {
    const owner = this.#tokens.at(-1);
    if (this.#content[end] === '.') return undefined;
    if (!owner || owner.start !== this.#whole.start + start) return undefined;
    const written = this.#content.slice(start, end);
    const isMember = written === `${owner.text}.${own}`;
    if (!isMember && owner.text !== 'p') return undefined;
    this.#tokens.pop();
    return isMember ? { ...this.#span(end - own.length, own.length), kind: 'word', text: own } : owner;
  }

  /** `//`, which begins a comment elsewhere, or divides. */
  #slashes(index: number): Token {
    const isDivision = /^\/\/\s*\(?\s*[0-9]/.test(
      this.#content.slice(index, index + limits.charactersInToken),
    );
    const at = this.#span(index, 2);
    const reason = "'//' has no meaning in a rule";
    if (isDivision) {
      this.#report('unknown-character', at, `${reason}; write '/'`, '/');
      return { ...at, kind: 'unknown', text: '//' };
    }
    if (this.#isKnown) {
      this.#diagnostics.report('unknown-character', at, `${reason}; a comment begins with '#'`, '#');
    }
    const text = this.#content.slice(index);
    return { ...this.#span(index, text.length), kind: 'comment', text };
  }

  /** One line has one such report: what follows it is likely part of the same mistake. */
  #report(code: DiagnosticCode, at: Span, reason: string, suggestion: string | null = null): void {
    if (this.#isKnown) this.#diagnostics.report(code, at, reason, suggestion);
    this.#isKnown = false;
  }

  #span(index: number, length: number): Span {
    const { start, line } = this.#whole;
    return { start: start + index, end: start + index + length, line, column: index + 1 };
  }
}
