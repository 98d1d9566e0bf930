/** The words for an experiment's parts, the same in picks, panel, side bar and messages. */
import { findOptimizer } from '../optimizers/index.ts';
import { findDataset } from '../problems/data/index.ts';
import { type DataShape, knownShape } from './dataShape.ts';
import type { ModelProblem } from './modelProblem.ts';
import type { Problem } from './schema.ts';
import { surfaceOf } from './surfaceOf.ts';

/**
 * `Ill-conditioned valley`, `Handwritten digits, 64-32-10 network`, `price of houses.csv (3 rows skipped), linear regression`
 * @param shape Of the problem's data; without it the model is not named. Default: that of a data set that ships.
 */
export function problemName(problem: Problem, shape = knownShape(problem)): string {
  if ('surface' in problem) return surfaceOf(problem)?.name ?? problem.surface;
  if ('formula' in problem) return problem.formula;
  const data = dataTitle(problem);
  return shape ? `${data}${skippedName(shape)}, ${modelName(problem, shape)}` : data;
}

function skippedName({ skippedRows = 0 }: DataShape): string {
  if (skippedRows === 0) return '';
  return ` (${skippedRows.toLocaleString('en')} ${skippedRows === 1 ? 'row' : 'rows'} skipped)`;
}

/** `Two spirals`, `price of houses.csv`, `column 3 of houses.csv`. */
function dataTitle(problem: ModelProblem): string {
  if ('data' in problem) return findDataset(problem.data)?.name ?? problem.data;
  const { csv, target } = problem;
  const file = fileName(csv);
  return `${typeof target === 'number' ? `column ${target}` : target} of ${file}`;
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
const mostNamed = { optimizers: 4, rates: 6, batchSizes: 6 };

/** `SGD, Adam`, `12 optimizers`. */
export function optimizersName(ids: readonly string[]): string {
  const names = new Set(ids.map((id) => findOptimizer(id)?.rule.name ?? id));
  return names.size <= mostNamed.optimizers ? [...names].join(', ') : `${names.size} optimizers`;
}

/** `lr 0.01`, `lr 0.01, 0.1`, `16 lr from 0.0001 to 0.1`. */
export function learningRatesName(given: readonly number[]): string {
  const rates = [...new Set(given)];
  if (rates.length <= mostNamed.rates) return `lr ${rates.join(', ')}`;
  return `${rates.length} lr from ${Math.min(...rates)} to ${Math.max(...rates)}`;
}

/** `batch 32`, `batch 1, 32, full`, `8 batch sizes from 1 to full`. */
export function batchSizesName(given: readonly (number | 'full')[]): string {
  const sizes = [...new Set(given)].sort((a, b) => rank(a) - rank(b));
  if (sizes.length <= mostNamed.batchSizes) return `batch ${sizes.join(', ')}`;
  return `${sizes.length} batch sizes from ${sizes[0]} to ${sizes.at(-1)}`;
}

function rank(size: number | 'full'): number {
  return size === 'full' ? Number.POSITIVE_INFINITY : size;
}
