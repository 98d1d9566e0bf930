/** Single expressions as code that runs over all elements of a tensor, for who looks at a step line by line. */
import type { Lookup } from '../plan/evaluate.ts';
import type { Condition, Expression } from '../syntax/tree.ts';
import { isCondition, mapCompared, mapOperands, type Node, namesIn } from '../syntax/walk.ts';
import { printCondition, printFloat64 } from '../targets/javascript/expression.ts';
import { withHelpers } from '../targets/javascript/javascript.ts';
import type { Value } from './frame.ts';
import { createOneMinusPower, type OneMinusPower } from './oneMinusPower.ts';

/**
 * Computes an expression for each of `size` elements; a condition is 1 where it holds and 0 elsewhere.
 * @param valueFor What a name is; one that has no value is NaN.
 * @param reduced What a reduction in it is.
 */
export type Vectorize = (
  node: Expression | Condition,
  size: number,
  valueFor: (name: string) => Value | undefined,
  reduced: Lookup,
) => Float64Array;

interface Compiled {
  readonly names: readonly string[];
  readonly reductions: readonly Extract<Expression, { kind: 'reduction' }>[];
  /** By which of the names differ between elements: 0 and 1 for each. */
  readonly loops: Map<string, Loop>;
  readonly source: string;
}

type Loop = (size: number, values: readonly Value[], oneMinusPower: OneMinusPower) => Float64Array;

/**
 * The same bits as from the tree, with the code of each node made once. Safe for rules from anywhere: see the JavaScript
 * target.
 */
export function createVectorize(): Vectorize {
  const compiled = new WeakMap<Node, Compiled>();
  const oneMinusPower = createOneMinusPower();
  return (node, size, valueFor, reduced) => {
    const known = compiled.get(node) ?? compileNode(node);
    compiled.set(node, known);
    const values = [
      ...known.names.map((name) => valueFor(name) ?? Number.NaN),
      ...known.reductions.map((reduction) => reduced(reduction)),
    ];
    const key = values.map((value) => (typeof value === 'object' ? 1 : 0)).join('');
    const loop = known.loops.get(key) ?? compileLoop(known, key);
    known.loops.set(key, loop);
    return loop(size, values, oneMinusPower);
  };
}

function compileNode(node: Expression | Condition): Compiled {
  const reductions: Compiled['reductions'][number][] = [];
  // No rule has a name of digits.
  const replaced = (operand: Expression): Expression => {
    if (operand.kind !== 'reduction') return mapOperands(operand, replaced);
    const name = String(reductions.push(operand) - 1);
    return { kind: 'name', name, at: operand.at };
  };
  const source = isCondition(node)
    ? `${printCondition(mapCompared(node, replaced), printOperand)} ? 1 : 0`
    : printFloat64(replaced(node));
  const inner = new Set(reductions.flatMap((each) => namesIn(each)));
  const outer = namesIn(node).filter((name) => !inner.has(name));
  return { names: [...new Set(outer.map(({ name }) => name))], reductions, loops: new Map(), source };
}

function compileLoop({ names, reductions, source }: Compiled, key: string): Loop {
  const all = [...names, ...reductions.map((_, index) => String(index))];
  const isVector = (index: number) => key[index] === '1';
  const body = [
    'return (size, values, oneMinusPower) => {',
    ...all.map((name, index) => `const ${isVector(index) ? `all${index}` : `$${name}`} = values[${index}];`),
    'const results = new Float64Array(size);',
    'for (let i = 0; i < size; i++) {',
    ...all.flatMap((name, index) => (isVector(index) ? [`const $${name} = all${index}[i];`] : [])),
    `results[i] = ${source};`,
    '}',
    'return results;',
    '};',
  ];
  return new Function(withHelpers(body.join('\n')))() as Loop;
}

function printOperand(operand: Expression): string {
  return `(${printFloat64(operand)})`;
}
