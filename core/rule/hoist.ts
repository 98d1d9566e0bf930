/**
 * Takes what is the same for every parameter, such as `1 - beta1**t`, out of the loop over the parameters.
 * The result is assignments again, so it is nothing new for a target.
 */
import type { Location } from './errors.ts';
import type { Rule } from './rule.ts';
import { type Assignment, type Expression, mapOperands, namesIn } from './tree.ts';

export interface HoistedAssignments {
  /** Computed once a step, first and in this order. Each target is a local that nothing else assigns. */
  readonly perStep: readonly Assignment[];
  /** Computed for each parameter, in this order. */
  readonly perParameter: readonly Assignment[];
}

/** Splits assignments of a rule's program; no value gains, loses or reorders an operation. */
export function hoist(rule: Rule, assignments: readonly Assignment[]): HoistedAssignments {
  const perStep: Assignment[] = [];
  const perParameter: Assignment[] = [];
  const uniform = new Set(['t', ...rule.hyperparameters.map(({ name }) => name)]);
  // What has a value of its own for each parameter; `at` is the point where a rule takes its gradient.
  const tensors = new Set(['p', 'g', 'at', ...rule.state]);
  const freshName = createFreshNames(rule);
  const namesOfOperations = new Map<string, string>();

  const isUniform = (value: Expression) => namesIn(value).every(({ name }) => uniform.has(name));

  function assignOncePerStep(target: string, value: Expression, at: Location): void {
    perStep.push({ target, value, at });
    uniform.add(target);
  }

  /** The value with each of its largest uniform operations replaced by a name. */
  function hoistFrom(value: Expression, at: Location): Expression {
    const isOperation = value.kind === 'binary' || value.kind === 'call';
    if (!isOperation || !isUniform(value)) return mapOperands(value, (operand) => hoistFrom(operand, at));
    const operation = withoutLocations(value);
    const name = namesOfOperations.get(operation) ?? freshName();
    if (!namesOfOperations.has(operation)) assignOncePerStep(name, value, at);
    namesOfOperations.set(operation, name);
    return { kind: 'name', name, at };
  }

  for (const assignment of assignments) {
    const { target, value, at } = assignment;
    const isLocal = !tensors.has(target);
    const isOnlyOne = assignments.every((other) => other === assignment || other.target !== target);
    if (isLocal && isOnlyOne && isUniform(value)) assignOncePerStep(target, value, at);
    else perParameter.push({ target, value: hoistFrom(value, at), at });
  }
  return { perStep, perParameter };
}

/** `u1`, `u2`, …, without the names that the rule itself uses. */
function createFreshNames({ hyperparameters, state, program }: Rule): () => string {
  const used = new Set([
    ...hyperparameters.map(({ name }) => name),
    ...state,
    ...program.assignments.map(({ target }) => target),
  ]);
  let count = 0;
  return () => {
    do count += 1;
    while (used.has(`u${count}`));
    return `u${count}`;
  };
}

function withoutLocations(value: Expression): string {
  return JSON.stringify(value, (key, part) => (key === 'at' ? undefined : part));
}
