/**
 * A resolved rule -> what a kernel does in one step, in the order in which it can be computed: first what is the same
 * for all parameters, such as `1 - beta1**t`, then passes over the elements of each tensor.
 *
 * No value gains, loses or reorders an operation, so that every target computes the same digits. With `reciprocals`,
 * which kernels in single precision ask for, a division by what is the same for all parameters is a multiplication.
 */

import type { ResolvedRule } from '../syntax/rule.ts';
import { type FlatProgram, flatten } from './flatten.ts';
import type { PlanOptions, Slot, Stage } from './stage.ts';
import { StagePlanner } from './stagePlanner.ts';

export interface Plan {
  readonly rule: ResolvedRule;
  /** Computes the point at which the rule takes its gradient; null where that is at the parameters. */
  readonly lookAhead: Stage | null;
  readonly update: Stage;
}

export function plan(rule: ResolvedRule, options: PlanOptions = {}): Plan {
  const { lookAhead } = rule.program;
  const ahead = { kind: 'ahead', index: 0 } as const;
  const tensors = new Map<string, Slot>([
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
        new Map([...tensors, ['at', ahead]]),
        options,
      ),
    update: planStage(rule, flatten(rule), tensors, options),
  };
}

function planStage(
  rule: ResolvedRule,
  program: Omit<FlatProgram, 'bases'>,
  tensors: ReadonlyMap<string, Slot>,
  options: PlanOptions,
): Stage {
  const { assignments, results } = program;
  const stored = new Set([...results].flatMap(([name, result]) => (tensors.has(name) ? [result] : [])));
  const planner = new StagePlanner(rule, program, options);
  for (const assignment of assignments) planner.add(assignment, stored.has(assignment.target));
  return planner.finish(
    results,
    tensors,
    rule.scalars.map(({ name }) => name),
  );
}
