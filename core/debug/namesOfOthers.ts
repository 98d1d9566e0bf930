/**
 * Names as other parameters have them: `p of w1`, `m of layer 1 weight [3, 7]`. In expressions each is one name, since two
 * names side by side mean nothing in the language of rules.
 */
import { spanning } from '../rule/syntax/span.ts';
import type { Line, Token } from '../rule/syntax/tokens.ts';
import type { Expression } from '../rule/syntax/tree.ts';
import { isCondition, mapCompared, mapOperands, type Node } from '../rule/syntax/walk.ts';

export interface NameOfOther {
  /** `p` */
  readonly name: string;
  /** `w1`, as it is written. */
  readonly parameter: string;
}

/** What a name of an expression says; null where it is an ordinary one. */
export function nameOfOther(text: string): NameOfOther | null {
  const [, name, parameter] = /^([A-Za-z]\w*)\s+of\s+(.*)$/.exec(text) ?? [];
  return name === undefined || parameter === undefined ? null : { name, parameter };
}

interface Renamed {
  readonly renamed: Node;
  /** By the names that stand for them. */
  readonly others: ReadonlyMap<string, { readonly text: string; readonly of: NameOfOther }>;
}

/** The expression or condition with a name that code can have for each that it has of another parameter. */
export function withPlainNames(node: Node): Renamed {
  const others = new Map<string, { readonly text: string; readonly of: NameOfOther }>();
  const rename = (expression: Expression): Expression => {
    if (expression.kind !== 'name') return mapOperands(expression, rename);
    const of = nameOfOther(expression.name);
    if (!of) return expression;
    // No rule can have such a name.
    const name = `$${others.size}`;
    others.set(name, { text: expression.name, of });
    return { ...expression, name };
  };
  return { renamed: isCondition(node) ? mapCompared(node, rename) : rename(node), others };
}

/** The line with each such name as one word. */
export function withNamesOfOthers(line: Line): Line {
  const tokens: Token[] = [];
  for (let index = 0; index < line.tokens.length; index++) {
    const token = line.tokens[index] ?? line.end;
    const count = token.kind === 'word' ? lengthOfName(line.tokens.slice(index + 1)) : 0;
    tokens.push(count === 0 ? token : joined(line, token, line.tokens[index + count] ?? token));
    index += count;
  }
  return { ...line, tokens };
}

function joined({ text }: Line, first: Token, last: Token): Token {
  const written = text.slice(first.column - 1, last.column - 1 + last.text.length);
  return { ...spanning(first, last), kind: 'word', text: written };
}

/** How many tokens `of` and the parameter behind it are; 0 where something else follows the name. */
function lengthOfName([of, ...place]: readonly Token[]): number {
  const [first] = place;
  if (of?.text !== 'of' || (first?.kind !== 'word' && first?.kind !== 'number')) return 0;
  if (first.text !== 'layer') return 2;
  const close = place.findIndex(({ text }) => text === ']');
  const isPart = ({ kind, text }: Token) => kind === 'word' || kind === 'number' || '[,]'.includes(text);
  const isWhole = place.slice(0, 1 + close).every(isPart);
  return 1 + (close > 0 && isWhole ? close + 1 : 1);
}
