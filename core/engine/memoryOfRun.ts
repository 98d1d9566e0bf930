/** How much memory a run takes while it goes on, reckoned before it begins. */
import { type DataShape, knownShape, rowsOf } from '../experiment/dataShape.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { plan } from '../rule/plan/plan.ts';
import type { ResolvedRule } from '../rule/syntax/rule.ts';
import { type Layout, layOutNetwork, padded } from './cpu/network/layout.ts';
import { createMethod } from './method.ts';

/** What a network's run has beside its vectors: tables of kernels, the run's JavaScript objects. */
const base = 2 ** 20;
/** Of a run on a surface. */
const baseOfSurface = 2 ** 17;
/** Rows that are computed together at most, and mini-batches that are drawn ahead: see `placeTrainer`. */
const mostRowsTogether = 256;
const bytesOfChunk = 2 ** 18;
const mostRowNumbers = 2 ** 16;

/** The sizes that decide; in numbers. */
interface Sizes {
  readonly layout: Layout;
  readonly widths: readonly number[];
  /** Rows to train on, and all that the run reads. */
  readonly rows: number;
  readonly allRows: number;
  readonly batchSize: number;
  /** Vectors as long as the parameters that the rule keeps, or works on, beside parameters and gradient. */
  readonly vectors: number;
  /** Whether the rule takes norms or sums, for which parameters are copied without padding. */
  readonly isPlain: boolean;
}

/**
 * Bytes that a run takes at most: parameters, gradient, what the optimizer keeps, activations, mini-batches and, in single
 * precision, a copy of the data. The data set itself and the recorded curve are no part of it.
 * @param shape Of the problem's data. Default: that of a data set that ships.
 */
export function memoryOfRun(spec: RunSpec, shape: DataShape | undefined = knownShape(spec.problem)): number {
  const rows = rowsOf(spec.problem, shape);
  if (!trainsOnData(spec.problem) || !shape || rows === undefined) return baseOfSurface;
  const { hidden } = spec.problem;
  const widths = [shape.features, ...hidden, shape.classes === 0 ? 1 : shape.classes];
  const sizes: Sizes = {
    layout: layOutNetwork(widths, shape.classes === 0 ? 'mse' : 'cross_entropy'),
    widths,
    rows,
    allRows: shape.rows,
    batchSize: typeof spec.batchSize === 'number' ? spec.batchSize : rows,
    ...vectorsOf(createMethod(spec).rule),
  };
  return base + (spec.engine === 'float64' ? inDouble(sizes) : inSingle(sizes));
}

function vectorsOf(rule: ResolvedRule): Pick<Sizes, 'vectors' | 'isPlain'> {
  const { lookAhead, update } = plan(rule);
  const stages = lookAhead ? [lookAhead, update] : [update];
  const scratch = Math.max(...stages.map((stage) => stage.scratch));
  return {
    vectors: rule.state.length + scratch + (lookAhead ? 1 : 0),
    isPlain: stages.some(({ passes }) => passes.some(({ reductions }) => reductions.length > 0)),
  };
}

/** The places in the kernels' memory, and the initial parameters, which are made in double precision. */
function inSingle({ layout, widths, allRows, batchSize, vectors, isPlain }: Sizes): number {
  const { packedSize, plainSize, layers } = layout;
  const perVector = isPlain ? plainSize + packedSize : packedSize;
  const transposed = layers
    .slice(1)
    .reduce((sum, { paddedInputs, paddedOutputs }) => sum + paddedInputs * paddedOutputs, 0);
  // Values, slopes and deltas of the rows that are computed together, and what is gathered of the data.
  const perRow = widths.reduce((sum, width) => sum + 3 * (padded(width) + 4), 0);
  const together = Math.min(mostRowsTogether, Math.max(32, bytesOfChunk / (4 * perRow))) * perRow;
  const examples = allRows * (padded(widths[0] ?? 0) + 5);
  const batches = Math.max(2 * batchSize, mostRowNumbers + batchSize) + allRows;
  const numbers = perVector * (2 + vectors) + transposed + together + examples + batches;
  return 4 * numbers + 8 * plainSize;
}

/** The initial parameters, the current ones, a gradient, a point ahead and what the rule keeps. */
function inDouble({ layout, widths, allRows, vectors }: Sizes): number {
  const perRow = widths.reduce((sum, width) => sum + 3 * width, 0);
  return 8 * (layout.plainSize * (4 + vectors) + perRow) + 4 * allRows;
}
