/** The text of an experiment file. */

import { jsonText } from '../../jsonText.ts';
import type { DataShape } from '../dataShape.ts';
import { lengthOf } from '../defaults.ts';
import { isRandom } from '../drawnStart.ts';
import { trainsOnData } from '../modelProblem.ts';
import { type Experiment, experimentSchema } from '../schema.ts';
import { type ValueRange, valuesOfRange } from '../valueRange.ts';

/** A list of fewer values is easier to read than a range. */
const leastOfRange = 6;

/**
 * A file that is read as an experiment with the same runs: fields in the order of the schema, how long runs are written out,
 * long lists as ranges where they are such, and on surfaces nothing that changes no run. Rules of one's own are named by
 * their paths alone.
 * @param shape Of the data; without it nothing is added that depends on it.
 */
export function experimentText(experiment: Experiment, shape?: DataShape): string {
  const { problem, optimizers, lr, batch_size, seed } = experiment;
  const onData = trainsOnData(problem);
  const length = onData && !shape && !('data' in problem) ? {} : lengthOf(experiment, shape);
  const written: Readonly<Record<string, unknown>> = {
    ...experiment,
    ...length,
    optimizers: optimizers.map(({ optimizer, lr, hyperparameters, rule: _, ...others }) => ({
      optimizer,
      ...(lr && { lr: shortest(lr) }),
      ...(hyperparameters && { hyperparameters: mapValues(hyperparameters, shortest) }),
      ...others,
    })),
    lr: shortest(lr),
    batch_size: onData ? batch_size : undefined,
    seed: isRandom(problem) ? shortestSeeds(seed) : undefined,
  };
  const ordered = Object.keys(experimentSchema.shape).map((name) => [name, written[name]] as const);
  return jsonText(Object.fromEntries(ordered));
}

/** A range in place of a list that is one. */
function shortest(given: unknown): unknown {
  if (!Array.isArray(given) || given.length < leastOfRange) return given;
  const numbers = given.filter((each) => typeof each === 'number');
  const [from, to] = [numbers[0], numbers.at(-1)];
  if (numbers.length < given.length || from === undefined || to === undefined || from >= to) return given;
  const range = (scale: ValueRange['scale']) => ({ from, to, count: numbers.length, scale });
  const isIt = (each: ValueRange) => isSame(valuesOfRange(each), numbers);
  if (from > 0 && isIt(range('log'))) return { from, to, count: numbers.length };
  return isIt(range('linear')) ? range('linear') : given;
}

function shortestSeeds(seeds: readonly number[]): unknown {
  const [from = 0] = seeds;
  const isRange = seeds.length >= leastOfRange && seeds.every((each, index) => each === from + index);
  return isRange ? { from, count: seeds.length } : seeds;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.every((each, index) => each === b[index]);
}

function mapValues(record: object, map: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
