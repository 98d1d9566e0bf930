/**
 * What a step of a rule is on a quadratic, as a matrix of a parameter and what the rule keeps of it. Runs come to rest where
 * its spectral radius is below 1, and diverge above. Only a rule whose step is linear, the same in each step, has one:
 * gradient descent, the heavy ball, and what else is made of sums and shares.
 */
import { numbersIn } from '../rule/check/settings.ts';
import { resolve } from '../rule/plan/resolve.ts';
import { compileFloat64 } from '../rule/run/javascriptKernel.ts';
import type { HyperparameterValues, Rule, Settings } from '../rule/syntax/rule.ts';
import { spectralRadius } from './spectralRadius.ts';

/** Steps of a run that has settled, and of one much later. */
const [early, late] = [5, 5000];
/** Small and large numbers: a rule that clips is linear for small ones alone. */
const sizes = [1e-4, 1, 1e4];
/** Of a parameter beside: a rule that takes norms is moved by it. */
const besides = [0.3, -40];
/** What its curvature is of the other's. */
const flatter = 0.37;
const tolerance = 1e-9;

export class LinearStep {
  readonly #kernel: ReturnType<typeof compileFloat64>;
  readonly #state: ReturnType<ReturnType<typeof compileFloat64>['createState']>;
  /** The parameter, and one beside it. */
  readonly #parameters = new Float64Array(2);
  readonly #gradient = new Float64Array(2);
  readonly #ahead = new Float64Array(2);
  /** Of a run that has settled. */
  #scalars: Float64Array;

  /** @param settings All of the rule's hyperparameters and options. */
  constructor(rule: Rule, settings: Settings) {
    // For any values of the hyperparameters: conditions on them are looked at in each step.
    const names = rule.hyperparameters.map(({ name }) => name);
    this.#kernel = compileFloat64(resolve(rule, settings, names));
    this.#state = this.#kernel.createState(this.#parameters, numbersIn(settings));
    this.#scalars = this.#state.scalars.slice();
  }

  /** Whether the step is linear, also later. Is asked before `radius`. */
  isLinear(values: HyperparameterValues, curvature: number): boolean {
    const { scalars } = this.#state;
    const ones = this.#vector(() => 1);
    scalars.fill(0);
    this.#scalars = scalars;
    for (let t = 1; t < early; t++) this.#step(values, curvature, ones, t, 0);
    const settled = scalars.slice();
    this.#scalars = settled;
    const columns = this.#columns(values, curvature);
    return [early, late].every((t) =>
      sizes.every((size) =>
        besides.every((beside) => {
          const from = this.#vector((i) => size * (i % 2 === 0 ? 1 + i : -0.7 - i));
          const expected = this.#vector((row) =>
            from.reduce((sum, each, column) => sum + each * (columns[column]?.[row] ?? Number.NaN), 0),
          );
          const most = tolerance * Math.max(size, ...expected.map(Math.abs));
          const found = this.#step(values, curvature, from, t, beside);
          return (
            found.every((each, i) => Math.abs(each - (expected[i] ?? 0)) <= most) &&
            scalars.every((scalar, i) => scalar === settled[i])
          );
        }),
      ),
    );
  }

  radius(values: HyperparameterValues, curvature: number): number {
    return spectralRadius(this.#columns(values, curvature));
  }

  #columns(values: HyperparameterValues, curvature: number): readonly (readonly number[])[] {
    const unit = (at: number) => this.#vector((i) => (i === at ? 1 : 0));
    return this.#vector((i) => i).map((i) => this.#step(values, curvature, unit(i), early, 0));
  }

  #vector(valueAt: (index: number) => number): number[] {
    return Array.from({ length: 1 + this.#state.tensors.length }, (_, i) => valueAt(i));
  }

  /** @param from The parameter, then the states. @param beside Another parameter. */
  #step(
    values: HyperparameterValues,
    curvature: number,
    from: readonly number[],
    t: number,
    beside: number,
  ): number[] {
    const [kernel, state, parameters, gradient] = [
      this.#kernel,
      this.#state,
      this.#parameters,
      this.#gradient,
    ];
    state.scalars.set(this.#scalars);
    const [first = 0, ...states] = from;
    parameters.set([first, beside]);
    for (const [i, tensor] of state.tensors.entries()) tensor.set([states[i] ?? 0, beside]);
    const slopeAt = (at: Float64Array) => {
      gradient[0] = curvature * (at[0] ?? 0);
      gradient[1] = flatter * curvature * (at[1] ?? 0);
    };
    slopeAt(parameters);
    if (kernel.lookAhead) {
      kernel.lookAhead(parameters, gradient, state, values, t, this.#ahead);
      slopeAt(this.#ahead);
    }
    kernel.update(parameters, gradient, state, values, t);
    return [parameters[0] ?? 0, ...state.tensors.map((tensor) => tensor[0] ?? 0)];
  }
}
