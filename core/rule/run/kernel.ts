/** What every compiled rule can do, whichever target it is compiled to. */
import { evaluate } from '../plan/evaluate.ts';
import type { HyperparameterValues, ResolvedRule } from '../syntax/rule.ts';
import { namesIn } from '../syntax/walk.ts';

export type Vector = Float64Array | Float32Array;

/** What a rule keeps from step to step. */
export interface State<V extends Vector = Float64Array> {
  /** One for each state of the rule, in its order, as long as the parameters. */
  readonly tensors: readonly V[];
  /** One number for each scalar of the rule, in its order. */
  readonly scalars: Float64Array;
}

/**
 * A rule compiled for numbers of one precision.
 *
 * All parameters are one vector. A rule with a reduction such as `norm(p)` takes it of each parameter tensor by itself;
 * a kernel is compiled for tensors of given lengths.
 */
export interface Kernel<V extends Vector = Float64Array> {
  /** State before the first step. */
  createState(parameters: V, hyperparameters: HyperparameterValues): State<V>;

  /**
   * Writes the point where the rule wants its gradient into `at` (length: number of parameters).
   * Absent where the rule takes the gradient at the parameters themselves.
   * @param gradient At the parameters; only read where `needsGradientFirst`.
   * @param step 1 for the first step.
   */
  readonly lookAhead?: (
    parameters: V,
    gradient: V,
    state: State<V>,
    hyperparameters: HyperparameterValues,
    step: number,
    at: V,
  ) => void;

  /** Whether `lookAhead` reads the gradient at the parameters, so that a step takes two gradients. */
  readonly needsGradientFirst: boolean;

  /**
   * Applies one step to `parameters` and `state`, in place.
   * @param gradient At the parameters, or at the point that `lookAhead` gave; same length as `parameters`.
   * @param step 1 for the first step.
   */
  update(
    parameters: V,
    gradient: V,
    state: State<V>,
    hyperparameters: HyperparameterValues,
    step: number,
  ): void;
}

/** State before the first step; `create` makes a vector of as many zeros. */
export function createState<V extends Vector>(
  rule: ResolvedRule,
  parameters: V,
  hyperparameters: HyperparameterValues,
  create: (size: number) => V,
): State<V> {
  const tensors = rule.state.map(({ initial }) => {
    const tensor = create(parameters.length);
    const initialAt = (i: number) =>
      evaluate(initial, (node) => {
        if (node.kind !== 'name') return Number.NaN;
        return (node.name === 'p' ? parameters[i] : valueIn(hyperparameters, node.name)) ?? Number.NaN;
      });
    if (!namesIn(initial).some(({ name }) => name === 'p')) tensor.fill(initialAt(0));
    else for (let i = 0; i < tensor.length; i++) tensor[i] = initialAt(i);
    return tensor;
  });
  const scalars = rule.scalars.map(({ initial }) =>
    evaluate(initial, (node) => (node.kind === 'name' ? valueIn(hyperparameters, node.name) : Number.NaN)),
  );
  return { tensors, scalars: Float64Array.from(scalars) };
}

/** Overwrites a state with the numbers of another, which may be of another precision. */
export function copyState(from: State<Vector>, to: State<Vector>): void {
  for (const [index, tensor] of to.tensors.entries()) tensor.set(from.tensors[index] ?? []);
  to.scalars.set(from.scalars);
}

/** A copy that later steps don't change. */
export function cloneState<V extends Vector>({ tensors, scalars }: State<V>): State<V> {
  return { tensors: tensors.map((tensor) => tensor.slice() as V), scalars: scalars.slice() };
}

/** A hyperparameter's own value, whatever its name; NaN where there is none. */
export function valueIn(hyperparameters: HyperparameterValues, name: string): number {
  return (Object.hasOwn(hyperparameters, name) ? hyperparameters[name] : undefined) ?? Number.NaN;
}

/** [start, end] of each tensor in the vector of all parameters. */
export function rangesOf(tensors: readonly number[]): readonly (readonly [start: number, end: number])[] {
  let start = 0;
  return tensors.map((length) => {
    const range = [start, start + length] as const;
    start += length;
    return range;
  });
}
