/**
 * What a line that doesn't follow the grammar clearly declares or assigns: `lr = 0.1 in (0,` declares `lr`, and
 * `m_hat = m /` assigns `m_hat`. Lines that use such a name are right.
 */
import { behind, type Span, spanning } from './span.ts';
import type { Line, Token } from './tokens.ts';
import type { Assignment, Missing, Statement } from './tree.ts';
import type { Node } from './walk.ts';
import { isReserved } from './words.ts';

/** A declaration that doesn't follow the grammar. */
export interface UnreadDeclaration {
  readonly kind: 'unread';
  /** What it is for; null where its first word doesn't say so. */
  readonly form: 'name' | 'hyperparameter' | 'option' | 'state' | 'scalar' | null;
  /** The names that it declares. */
  readonly names: readonly Token[];
  readonly unread: readonly Token[];
  readonly at: Span;
}

export function unreadDeclaration({ tokens, end }: Line): UnreadDeclaration {
  const [first = end, second = end] = tokens;
  const declaration = { kind: 'unread', unread: tokens, at: spanning(first, tokens.at(-1) ?? end) } as const;
  switch (first.text) {
    case 'name':
      return { ...declaration, form: 'name', names: valuedIn(tokens) };
    case 'option':
      return { ...declaration, form: 'option', names: [second, ...valuedIn(tokens)].filter(isName) };
    case 'state':
    case 'scalar':
      return { ...declaration, form: first.text, names: [...listedIn(tokens), ...valuedIn(tokens)] };
    default:
      return second.text === '='
        ? { ...declaration, form: 'hyperparameter', names: valuedIn(tokens) }
        : { ...declaration, form: null, names: [...listedIn(tokens), ...valuedIn(tokens)] };
  }
}

/** The words before a `=`. */
function valuedIn(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token, index) => isName(token) && tokens[index + 1]?.text === '=');
}

/** The words that stand where a list has its names: at its beginning, behind a comma, or behind another word. */
function listedIn(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  return tokens.filter((token, index) => {
    if (token.text === '(' || token.text === '{') depth += 1;
    if (token.text === ')' || token.text === '}') depth -= 1;
    const before = tokens[index - 1];
    const isInList = !before || before.kind === 'word' || before.text === ',';
    return depth === 0 && isInList && isName(token);
  });
}

function isName({ kind, text }: Token): boolean {
  return kind === 'word' && !isReserved(text);
}

const assigning: readonly string[] = ['=', '+=', '-=', '*=', '/='];

/** Whether a token makes an assignment of the word before it. */
export function assigns(token: Token | undefined): boolean {
  return token?.kind === 'symbol' && assigning.includes(token.text);
}

/** For each name that the tokens assign, an assignment without a value; what stands before them is missing. */
export function unreadStatements(tokens: readonly Token[]): Statement<Missing>[] {
  const starts = tokens.flatMap((token, index) =>
    isName(token) && (index === 0 || assigns(tokens[index + 1])) ? [index] : [],
  );
  const assignments = starts.flatMap((start, index) =>
    unreadAssignment(tokens.slice(start, starts[index + 1])),
  );
  const before = tokens.slice(0, starts[0]);
  return [...before.slice(0, 1).map((first) => missingOf(before, first)), ...assignments];
}

function unreadAssignment([target, ...rest]: readonly Token[]): readonly Assignment<Missing>[] {
  if (!target) return [];
  const value = missingOf(rest, behind(target));
  return [
    { kind: 'assignment', target: target.text, value, targetAt: target, at: spanning(target, value.at) },
  ];
}

/** Tokens that can't be read. @param place Where they would be if there are none. */
export function missingOf(tokens: readonly Token[], place: Span): Missing {
  const at = spanning(tokens[0] ?? place, tokens.at(-1) ?? place);
  return { kind: 'missing', parts: [], unread: tokens, at };
}

/** Whether there is a line among these, or below one of them, that could not be read or is missing. */
export function hasMissingLine(statements: readonly Statement<Missing>[]): boolean {
  return statements.some((statement) =>
    statement.kind === 'branch'
      ? hasMissingLine(statement.then) || hasMissingLine(statement.otherwise)
      : statement.kind === 'missing',
  );
}

/** Whether nothing is known of a value or condition, as its line doesn't follow the grammar. */
export function isUnread(node: Node<Missing>): boolean {
  return node.kind === 'missing' && node.parts.length === 0;
}
