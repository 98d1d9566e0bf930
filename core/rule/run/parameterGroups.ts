/** Parameter groups as PyTorch has them: tensors with a learning rate of their own, which share everything else. */
import type { HyperparameterValues } from '../syntax/rule.ts';
import type { Kernel, State, Vector } from './kernel.ts';

export interface ParameterGroups {
  /** The group of each tensor, counted from 0. */
  readonly groupOf: readonly number[];
  /** The learning rate of each group in the step that follows so many. Valid until the next call. */
  readonly ratesAt: (stepsDone: number) => ArrayLike<number>;
}

export type TensorRange = readonly [start: number, end: number];

/** The tensors of each group. */
export function rangesOfGroups(
  { groupOf }: ParameterGroups,
  ranges: readonly TensorRange[],
): readonly (readonly TensorRange[])[] {
  return Array.from({ length: Math.max(...groupOf) + 1 }, (_, group) =>
    ranges.filter((_range, tensor) => groupOf[tensor] === group),
  );
}

/**
 * A kernel that takes a step group by group. What the rule keeps for all parameters together, such as a count of steps, is
 * the same for every group: see `keptByRate`.
 * @param choose Has the kernel go through the tensors of one group from now on.
 */
export function inGroups<V extends Vector>(
  kernel: Kernel<V>,
  { ratesAt }: ParameterGroups,
  choose: (group: number) => void,
): Kernel<V> {
  const { lookAhead } = kernel;

  function forEach(
    state: State<V>,
    hyperparameters: HyperparameterValues,
    step: number,
    take: (values: HyperparameterValues) => void,
  ): void {
    const before = state.scalars.slice();
    const rates = ratesAt(step - 1);
    for (let group = 0; group < rates.length; group++) {
      state.scalars.set(before);
      choose(group);
      take({ ...hyperparameters, lr: rates[group] ?? Number.NaN });
    }
  }

  return {
    ...kernel,
    ...(lookAhead && {
      lookAhead: (parameters, gradient, state, hyperparameters, step, at) =>
        forEach(state, hyperparameters, step, (values) =>
          lookAhead(parameters, gradient, state, values, step, at),
        ),
    }),
    update: (parameters, gradient, state, hyperparameters, step) =>
      forEach(state, hyperparameters, step, (values) =>
        kernel.update(parameters, gradient, state, values, step),
      ),
  };
}
