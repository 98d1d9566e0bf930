/**
 * A resolved rule -> what a kernel does in one step, in the order in which it can be computed: first what is the same
 * for all parameters, such as `1 - beta1**t`, then passes over the elements of each tensor.
 *
 * No value gains, loses or reorders an operation, so that every target computes the same digits. With `reciprocals`,
 * which kernels in single precision ask for, a division by what is the same for all parameters is a multiplication.
 */

import type { ResolvedRule } from '../syntax/rule.ts';
import type { Assignment, Expression, ReductionName } from '../syntax/tree.ts';
import { type FlatProgram, flatten } from './flatten.ts';
import type { Move, Slot } from './slots.ts';
import { StagePlanner } from './stagePlanner.ts';

/** What a pass makes of all elements of a tensor: sum of the operand, its mean, or the root of the sum of its squares. */
export interface Reduction {
  readonly name: string;
  readonly function: Exclude<ReductionName, 'global_norm'>;
  readonly operand: Expression;
}

/** One way through the elements of a tensor. */
export interface Pass {
  /** Computed before the elements, from uniforms and from the reductions of earlier passes. */
  readonly perTensor: readonly Assignment[];
  /** Read for each element, before `elements`. */
  readonly loads: readonly Move[];
  /** Computed for each element. Every name is assigned once. */
  readonly elements: readonly Assignment[];
  /** Written for each element, after `elements`. */
  readonly stores: readonly Move[];
  /** Gathered over the elements; known after the pass. */
  readonly reductions: readonly Reduction[];
}

/** All that is computed at one point of a step. */
export interface Stage {
  /** Computed once a step in float64, from hyperparameters, scalars and `t`. Every name is assigned once. */
  readonly perStep: readonly Assignment[];
  /** Scalars that change, each with the name of its new value. */
  readonly scalars: readonly { readonly index: number; readonly name: string }[];
  /** Names known once a step that the passes read: hyperparameters, scalars, `t` and names of `perStep`. */
  readonly uniforms: readonly string[];
  /** Under which name the passes read the norm of all gradients together; null where they don't. */
  readonly globalNorm: string | null;
  readonly passes: readonly Pass[];
  /** Number of tensors that hold values between two passes. */
  readonly scratch: number;
}

export interface Plan {
  readonly rule: ResolvedRule;
  /** Computes the point at which the rule takes its gradient; null where that is at the parameters. */
  readonly lookAhead: Stage | null;
  readonly update: Stage;
}

export interface PlanOptions {
  /** Default: false. */
  readonly reciprocals?: boolean;
}

export function plan(rule: ResolvedRule, options: PlanOptions = {}): Plan {
  const { lookAhead } = rule.program;
  const ahead = { kind: 'ahead', index: 0 } as const;
  const homes = new Map<string, Slot>([
    ['p', { kind: 'parameters', index: 0 }],
    ...rule.state.map(({ name }, index): [string, Slot] => [name, { kind: 'state', index }]),
  ]);
  return {
    rule,
    lookAhead:
      lookAhead &&
      planStage(
        rule,
        { assignments: [{ ...lookAhead, target: 'at' }], results: new Map([['at', 'at']]) },
        new Map([...homes, ['at', ahead]]),
        options,
      ),
    update: planStage(rule, flatten(rule), homes, options),
  };
}

function planStage(
  rule: ResolvedRule,
  program: FlatProgram,
  homes: ReadonlyMap<string, Slot>,
  options: PlanOptions,
): Stage {
  const { assignments, results } = program;
  const stored = new Set([...results].flatMap(([name, result]) => (homes.has(name) ? [result] : [])));
  const planner = new StagePlanner(rule, program, options);
  for (const assignment of assignments) planner.add(assignment, stored.has(assignment.target));
  return planner.finish(
    results,
    homes,
    rule.scalars.map(({ name }) => name),
  );
}
