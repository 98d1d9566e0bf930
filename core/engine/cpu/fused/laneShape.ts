/** How many runs are computed side by side. */
import type { Expression } from '../../../rule/syntax/tree.ts';
import { type Node, partsOf } from '../../../rule/syntax/walk.ts';

export interface LaneShape {
  /** Of two runs each, in single precision of four. */
  readonly vectors: number;
  /** Steps of a vector that are written out one after the other, between which it stays in registers. */
  readonly stepsInRow: number;
}

/** Of any shape. */
export const mostVectors = 4;
export const mostStepsInRow = 2;

/**
 * The operations of one vector fill the waits of the others. Where the divider is busy, there are none to be filled: more
 * vectors only make more runs wait for the longest of them.
 * @param values What a step computes.
 */
export function shapeOf(values: readonly Expression[]): LaneShape {
  return values.some(needsDivider)
    ? { vectors: 2, stepsInRow: 1 }
    : { vectors: mostVectors, stepsInRow: mostStepsInRow };
}

function needsDivider(node: Node): boolean {
  const isDivision = node.kind === 'binary' && node.operator === '/';
  const isRoot = node.kind === 'call' && node.function === 'sqrt';
  return isDivision || isRoot || partsOf(node).some(needsDivider);
}
