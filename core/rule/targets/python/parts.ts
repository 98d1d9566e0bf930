/** Pieces that every Python target has. */
import type { Hyperparameter, HyperparameterValues, Memory, ResolvedRule } from '../../syntax/rule.ts';
import type { Expression } from '../../syntax/tree.ts';
import { contains, namesIn } from '../../syntax/walk.ts';
import type { ExpressionPrinter } from './expression.ts';
import { nodesIn, readsOf } from './program.ts';

export interface ExportOptions {
  /** Defaults of the arguments; those of the rule where there is none. */
  readonly defaults?: HyperparameterValues;
}

/** The hyperparameters that the lines or what is kept at first read, in the order of the rule. */
export function hyperparametersOf(rule: ResolvedRule): readonly Hyperparameter[] {
  const { lookAhead, statements } = rule.program;
  const initial = [...rule.state, ...rule.scalars].map((memory) => memory.initial);
  const read = readsOf([...nodesIn(statements), ...initial, ...(lookAhead ? [lookAhead.value] : [])]);
  return rule.hyperparameters.filter(({ name }) => read.has(name));
}

/** How a library makes an array with the shape of `p`. */
export interface NewArray {
  readonly zeros: string;
  readonly copy: string;
  filled(value: string): string;
}

/** The value of a state before the first step, of `p` at the start. */
export function initialArray(
  { initial }: Memory,
  { zeros, copy, filled }: NewArray,
  printer: ExpressionPrinter,
): string {
  if (initial.kind === 'number' && initial.value === 0) return zeros;
  if (isParameters(initial)) return copy;
  const readsParameters = namesIn(initial).some(({ name }) => name === 'p');
  return readsParameters ? printer.print(initial) : filled(printer.printAs(initial, 'step'));
}

function isParameters(expression: Expression): boolean {
  return expression.kind === 'name' && expression.name === 'p';
}

/** Whether the number of the step is read. */
export function readsStep({ program: { lookAhead, statements } }: ResolvedRule): boolean {
  const nodes = [...nodesIn(statements), ...(lookAhead ? [lookAhead.value] : [])];
  return nodes.some((node) => contains(node, (part) => part.kind === 'name' && part.name === 't'));
}
