/** Code of surfaces as expressions, as far as rules can have them: the operations that WebAssembly has, too. */
import type { Line } from '../../../rule/plan/unroll.ts';
import { Cursor } from '../../../rule/syntax/cursor.ts';
import { Diagnostics } from '../../../rule/syntax/diagnostics.ts';
import { parseExpression } from '../../../rule/syntax/parseExpression.ts';
import { tokenize } from '../../../rule/syntax/tokens.ts';
import type { Expression } from '../../../rule/syntax/tree.ts';
import { mapOperands, type Node, namesIn, partsOf } from '../../../rule/syntax/walk.ts';
import type { Code } from './surfaceCode.ts';

/** What a code computes of names such as `surface$x`, which no rule has. */
export interface ReadCode {
  readonly lines: readonly Line[];
  readonly results: readonly Expression[];
}

const given = ['x', 'y', 'condition', 'first', 'second'];

/** null where it has anything that is not a sum, difference, product, quotient, square, root, or of the same kind. */
export function readCode({ lines, result }: Code<string | readonly string[]>): ReadCode | null {
  const known = new Set(given);
  const read: Line[] = [];
  for (const line of lines) {
    const [, name, text] = /^const (\w+) = (.*);$/.exec(line) ?? [];
    const value = text === undefined ? null : readExpression(text, known);
    if (name === undefined || !value) return null;
    known.add(name);
    read.push({ name: surfaceName(name), value });
  }
  const results = [result].flat().map((text) => readExpression(text, known));
  return results.every((each) => each !== null) ? { lines: read, results } : null;
}

/** Of a name of a surface's code. */
export function surfaceName(name: string): string {
  return `surface$${name}`;
}

function readExpression(text: string, known: ReadonlySet<string>): Expression | null {
  const diagnostics = new Diagnostics();
  const [line, ...more] = tokenize(text.replaceAll('Math.', ''), diagnostics).lines;
  if (!line || more.length > 0) return null;
  const cursor = new Cursor(line, diagnostics);
  const read = parseExpression(cursor);
  cursor.expectEnd();
  // What is missing in a tree was reported.
  if (diagnostics.inOrder().length > 0) return null;
  const expression = read as Expression;
  const isKnown = namesIn(expression).every(({ name }) => known.has(name));
  return isKnown && isExact(expression) ? renamed(expression) : null;
}

function renamed(value: Expression): Expression {
  if (value.kind === 'name') return { ...value, name: surfaceName(value.name) };
  return mapOperands(value, renamed);
}

const withoutInstruction: readonly string[] = ['exp', 'log', 'tanh'];
/** Powers that WebAssembly computes to the bits of JavaScript. */
const exactExponents = [0, 1, 2];

/** Whether instructions for doubles compute it to the last bit. */
export function isExact(node: Node): boolean {
  const own = node.kind === 'call' ? node.function : null;
  const exponent =
    node.kind === 'binary' && node.operator === '**'
      ? node.right
      : node.kind === 'call' && own === 'pow'
        ? node.arguments[1]
        : null;
  if (exponent && !(exponent.kind === 'number' && exactExponents.includes(exponent.value))) return false;
  if (node.kind === 'reduction' || (own !== null && withoutInstruction.includes(own))) return false;
  return partsOf(node).every(isExact);
}
