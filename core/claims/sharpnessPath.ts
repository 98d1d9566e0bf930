/** The sharpness of runs on their way, for the picture of a claim that is about it. */
import { wholeObjective } from '../engine/wholeObjective.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Standing, Visits } from '../lesson/exercise/experiments.ts';
import { iterate } from '../problems/sharpness.ts';
import type { Claim } from './claim.ts';
import type { RunSharpness, SharpnessPicture } from './claimSheet.ts';

/** Of a run, beside its end. */
const mostPlaces = 100;

/**
 * From one place to the next the direction turns little: a few iterations from where the last ones ended give three digits.
 * A place costs 40 gradients over all rows at most, a run as much as a few measurements at its end.
 */
const iteration = { most: 20, close: 1e-4 };

/** Measures the runs of the first seed that have values of this measure. */
export class SharpnessPaths implements Visits {
  readonly #runs: ReadonlySet<number>;
  /** Of the first seed, in the order in which they come. */
  readonly #ids: string[] = [];
  readonly #paths = new Map<string, RunSharpness & { steps: number[]; values: (number | null)[] }>();
  #seed: RunSpec['seed'] | undefined;
  #direction: Float64Array | undefined;

  constructor({ values }: Pick<Claim, 'values'>) {
    const all = Object.values(values).filter(({ measure }) => measure === 'sharpness');
    this.#runs = new Set(all.map(({ run }) => run));
  }

  everyOf({ id, seed, steps, ...spec }: RunSpec): number {
    this.#seed ??= seed;
    if (seed !== this.#seed) return Number.POSITIVE_INFINITY;
    const run = this.#ids.push(id) - 1;
    if (!this.#runs.has(run)) return Number.POSITIVE_INFINITY;
    this.#direction = undefined;
    this.#paths.set(id, { run, steps: [], values: [], edge: edgeOf(spec) });
    return Math.ceil(steps / mostPlaces);
  }

  at({ spec, stepsDone, task, parameters }: Standing): void {
    const path = this.#paths.get(spec.id);
    // The first direction is one of chance.
    const options = this.#direction ? { ...iteration, direction: this.#direction } : {};
    const { value, direction } = iterate(wholeObjective(task), parameters, options);
    this.#direction = direction;
    path?.steps.push(stepsDone);
    path?.values.push(Number.isFinite(value) ? value : null);
  }

  /** Null where none was measured. */
  get picture(): SharpnessPicture {
    return this.#paths.size === 0 ? null : [...this.#paths.values()];
  }
}

/** Above which gradient descent is unstable: 2 / lr. Null where steps are something else, or rates change. @internal */
export function edgeOf(
  spec: Pick<RunSpec, 'optimizer' | 'hyperparameters' | 'schedule' | 'batchSize'>,
): number | null {
  const { optimizer, hyperparameters, schedule, batchSize } = spec;
  const { lr, momentum, weight_decay: decay, maximize } = hyperparameters;
  const isPlain = optimizer === 'sgd' && momentum === 0 && decay === 0 && maximize !== true;
  const isWhole = batchSize === null || batchSize === 'full';
  return isPlain && isWhole && schedule === null ? 2 / Number(lr) : null;
}
