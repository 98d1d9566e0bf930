/** The words for an experiment's parts, the same in picks, panel, side bar and messages. */

import { clipped } from '../format.ts';
import type { ChosenOptimizer } from '../optimizers/ownRule.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { findDataset } from '../problems/data/index.ts';
import { named } from '../problems/data/table/tableError.ts';
import type { ColumnReference } from '../problems/data/table/tableOptions.ts';
import { batchSizeText, firstSize } from './batchSize.ts';
import type { BatchSize } from './batchSizeSchema.ts';
import { type DataShape, knownShape } from './dataShape.ts';
import type { ModelProblem } from './modelProblem.ts';
import type { Experiment, Problem } from './schema.ts';
import { type Setting, settingValues } from './settingsGrid.ts';
import { surfaceOf } from './surfaceOf.ts';

/**
 * `Ill-conditioned valley`, `Handwritten digits, 64-32-10 network`, `price of houses.csv, linear regression`
 * @param shape Of the problem's data; without it the model is not named. Default: that of a data set that ships.
 */
export function problemName(problem: Problem, shape = knownShape(problem)): string {
  if ('surface' in problem) return surfaceOf(problem)?.name ?? problem.surface;
  if ('formula' in problem) return problem.formula;
  const data = dataTitle(problem);
  return shape ? `${data}${leftOutName(problem, shape)}, ${modelName(problem, shape)}` : data;
}

/** ` (without id; 1 of 500 rows left out: missing values)`, or nothing where all of the file is used. */
export function leftOutName(problem: Problem, shape: DataShape | undefined): string {
  if (!('csv' in problem) || !shape) return '';
  const { ignore = [] } = problem;
  const { rows, skippedRows = 0 } = shape;
  const parts: string[] = [];
  if (ignore.length > 0) parts.push(`without ${columnNames(ignore)}`);
  if (skippedRows > 0) {
    const [left, all] = [skippedRows, skippedRows + rows].map((count) => count.toLocaleString('en'));
    parts.push(`${left} of ${all} rows left out: missing values`);
  }
  return parts.length > 0 ? ` (${parts.join('; ')})` : '';
}

/** More columns than these are named by how many they are. */
const mostNamedColumns = 3;

/** `id`, `id, column 3`, `id, name, city and 5 more columns`. */
export function columnNames(columns: readonly ColumnReference[]): string {
  const more = columns.length - mostNamedColumns;
  const names = columns
    .slice(0, mostNamedColumns)
    .map((each) => (typeof each === 'number' ? `column ${each}` : named(each)));
  return `${names.join(', ')}${more > 0 ? ` and ${more} more ${more === 1 ? 'column' : 'columns'}` : ''}`;
}

/** `Two spirals`, `price of houses.csv`, `column 3 of houses.csv`. */
function dataTitle(problem: ModelProblem): string {
  if ('data' in problem) return findDataset(problem.data)?.name ?? problem.data;
  const { csv, target } = problem;
  const file = clipped(fileName(csv));
  return `${columnNames([target])} of ${file}`;
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function modelName({ hidden, activation = 'tanh' }: ModelProblem, { features, classes }: DataShape): string {
  const isRegression = classes === 0;
  if (hidden.length === 0) return `${isRegression ? 'linear' : 'logistic'} regression`;
  const widths = [features, ...hidden, isRegression ? 1 : classes].join('-');
  return `${widths} ${activation === 'tanh' ? '' : `${activation} `}network`;
}

/** More of a kind than these are named by how many they are. */
const mostNamed = { optimizers: 4, rates: 6, batchSizes: 6, settings: 4, names: 3 };

/**
 * The display name of each of these optimizers: `Adam`. Of several by the same name, those of people's own are told by their
 * files: `Adam (mine.optimizer)`.
 */
export function optimizerNames(all: readonly ChosenOptimizer[]): (one: ChosenOptimizer) => string {
  const keyOf = ({ optimizer, rule }: ChosenOptimizer) => `${optimizer}\n${rule?.version}`;
  const nameOf = (one: ChosenOptimizer) => ruleOf(one)?.name ?? one.optimizer;
  const distinct = new Map(all.map((one) => [keyOf(one), one]));
  const uses = new Map<string, number>();
  for (const one of distinct.values()) uses.set(nameOf(one), (uses.get(nameOf(one)) ?? 0) + 1);
  const names = new Map(
    [...distinct].map(([key, one]) => {
      const name = nameOf(one);
      const isAmbiguous = one.rule !== undefined && (uses.get(name) ?? 0) > 1;
      return [key, isAmbiguous ? `${name} (${one.optimizer.replace(/^\.[\\/]/, '')})` : name];
    }),
  );
  return (one) => names.get(keyOf(one)) ?? nameOf(one);
}

/** `SGD, Adam`, `12 optimizers`. */
export function optimizersName(chosen: readonly ChosenOptimizer[]): string {
  const names = new Set(chosen.map(optimizerNames(chosen)));
  return names.size <= mostNamed.optimizers ? [...names].join(', ') : `${names.size} optimizers`;
}

/** `lr 0.01`, `lr 0.01, 0.1`, `16 lr from 0.0001 to 0.1`. */
export function learningRatesName(given: readonly number[]): string {
  const rates = [...new Set(given)];
  if (rates.length <= mostNamed.rates) return `lr ${rates.join(', ')}`;
  return `${rates.length} lr from ${Math.min(...rates)} to ${Math.max(...rates)}`;
}

/**
 * `momentum 0.9, 0.95`, `weight_decay: 9 from 0.00001 to 0.1`: hyperparameters with several values, of whichever optimizer.
 * Of more than three names these are counted.
 */
export function settingGridsName(optimizers: Experiment['optimizers']): string[] {
  const values = new Map<string, Set<Setting>>();
  for (const { hyperparameters = {} } of optimizers)
    for (const [name, given] of Object.entries(hyperparameters)) {
      if (new Set(settingValues(given)).size < 2) continue;
      values.set(name, new Set([...(values.get(name) ?? []), ...settingValues(given)]));
    }
  if (values.size > mostNamed.names) return [`${values.size} hyperparameters`];
  return [...values].map(([name, known]) => {
    const all = [...known];
    const numbers = all.filter((each) => typeof each === 'number');
    if (all.length <= mostNamed.settings || numbers.length < all.length)
      return `${name} ${all.map(String).join(', ')}`;
    return `${name}: ${all.length} from ${Math.min(...numbers)} to ${Math.max(...numbers)}`;
  });
}

/** `batch 32`, `batch 1, 32, full`, `8 batch sizes from 1 to full`; of stages `batch 32 → 128 after 10 epochs`. */
export function batchSizesName(given: readonly BatchSize[]): string {
  const sorted = [...given].sort((a, b) => rank(a) - rank(b));
  const sizes = [...new Set(sorted.map(batchSizeText))];
  const last = sorted.at(-1);
  if (sizes.length <= mostNamed.batchSizes || last === undefined) return `batch ${sizes.join(', ')}`;
  return `${sizes.length} batch sizes from ${sizes[0]} to ${firstSize(last)}`;
}

/** By the size that a run begins with. */
function rank(batchSize: BatchSize): number {
  const size = firstSize(batchSize);
  return size === 'full' ? Number.POSITIVE_INFINITY : size;
}
