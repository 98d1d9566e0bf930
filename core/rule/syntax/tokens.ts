/** Text -> lines of tokens. A line break ends a statement, as in Python. */
import { type Location, RuleError } from './errors.ts';
import { limits } from './limits.ts';

export interface Token extends Location {
  readonly kind: 'number' | 'word' | 'string' | 'symbol' | 'end';
}

export interface Line {
  /** The line as written, without its line break. */
  readonly text: string;
  readonly tokens: readonly Token[];
  /** What follows `#`, without the space around it; null where the line has no comment. */
  readonly comment: string | null;
  /** Stands after the last character, so that "expected …" has a place to point at. */
  readonly end: Token;
}

export interface TokenizedText {
  readonly lines: readonly Line[];
  /** Where the text ends. */
  readonly end: Location;
}

const kinds = [
  { kind: 'space', pattern: /[ \t]+/y },
  { kind: 'comment', pattern: /#.*/sy },
  { kind: 'number', pattern: /(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y },
  { kind: 'word', pattern: /[A-Za-z][A-Za-z0-9_]*/y },
  { kind: 'string', pattern: /"[^"]*"/y },
  { kind: 'symbol', pattern: /\*\*|[-+*/<>=!]=|[-+*/<>=,:()[\]{}]/y },
] as const;

/** How the language writes what others write otherwise. */
const wordFor: ReadonlyMap<string, string> = new Map([
  ['&', 'and'],
  ['|', 'or'],
  ['!', 'not'],
  ['^', '**'],
  ["'", '"'],
]);

/** The tokens of a text, line by line. Throws a RuleError where a character has no meaning. */
export function tokenize(text: string, file: string): TokenizedText {
  let end: Location = { file, line: 1, column: 1, text: '' };
  if (text.length > limits.characters) {
    throw new RuleError(
      end,
      `the text has ${text.length} characters; a rule has at most ${limits.characters}`,
    );
  }
  const lines: Line[] = [];
  const withoutByteOrderMark = text.replace(/^\uFEFF/, '');
  for (const content of withoutByteOrderMark.split(/\r\n|\n|\r/)) {
    const line = readLine(content, { file, line: lines.length + 1 });
    lines.push(line);
    end = line.end;
  }
  return { lines, end };
}

function readLine(content: string, place: Pick<Location, 'file' | 'line'>): Line {
  const tokens: Token[] = [];
  let comment: string | null = null;
  let index = 0;
  while (index < content.length) {
    const { kind, at } = matchAt(content, index, place);
    index += at.text.length;
    if (kind === 'comment') comment = at.text.slice(1).trim();
    else if (kind !== 'space') tokens.push(checkLength({ ...at, kind }));
    if (tokens.length > limits.tokensInLine) {
      throw new RuleError(
        at,
        `this line has more than ${limits.tokensInLine} parts; name some on lines above`,
      );
    }
  }
  return {
    text: content,
    tokens,
    comment,
    end: { ...place, column: content.length + 1, text: '', kind: 'end' },
  };
}

function checkLength(token: Token): Token {
  if (token.text.length <= limits.charactersInToken) return token;
  const reason = `a name or number has at most ${limits.charactersInToken} characters`;
  throw new RuleError({ ...token, text: token.text.slice(0, limits.charactersInToken) }, reason);
}

function matchAt(content: string, index: number, place: Pick<Location, 'file' | 'line'>) {
  const start = { ...place, column: index + 1 };
  for (const { kind, pattern } of kinds) {
    pattern.lastIndex = index;
    const text = pattern.exec(content)?.[0];
    if (text !== undefined) return { kind, at: { ...start, text } };
  }
  const text = String.fromCodePoint(content.codePointAt(index) ?? 0);
  const reason = text === '"' ? 'a string without a closing quote' : `'${text}' has no meaning in a rule`;
  const word = wordFor.get(text);
  throw new RuleError({ ...start, text }, word === undefined ? reason : `${reason}; write '${word}'`);
}
