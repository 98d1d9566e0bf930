/** How much memory a run takes while it goes on, reckoned before it begins. */
import { batchRows } from '../experiment/batchSize.ts';
import { countsOf, type DataShape, knownShape, rowsOf } from '../experiment/dataShape.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { evaluatedRows } from '../experiment/splitOf.ts';
import { largestBatch } from '../problems/data/batches.ts';
import { plan } from '../rule/plan/plan.ts';
import type { ResolvedRule } from '../rule/syntax/rule.ts';
import { type Layout, layOutNetwork, padded } from './cpu/network/layout.ts';
import { bytesOfExamples } from './cpu/network/placeExamples.ts';
import { createMethod } from './method.ts';

/** What a network's run has beside its vectors: tables of kernels, the run's JavaScript objects. */
const base = 2 ** 20;
/** Of a run on a surface. */
const baseOfSurface = 2 ** 17;
/** Rows that are computed together at most, and mini-batches that are drawn ahead: see `placeTrainer`. */
const mostRowsTogether = 256;
const bytesOfChunk = 2 ** 18;
const mostRowNumbers = 2 ** 16;
const mostStepsAhead = 2 ** 10;
/** What goes to a device at most, but for the row numbers of a single step: see `gpuTrainer`. */
const bytesOfRequest = 2 ** 23;
/** That a device has at once: see `StepsAhead`. */
const requestsAtOnce = 2;
/** Of a surface: 2¹⁶ numbers go to a device and come back, and what came is kept in double precision, too. */
const bytesOfSurfaceRequest = 2 ** 20;

/** The sizes that decide; in numbers. */
interface Sizes {
  readonly layout: Layout;
  readonly widths: readonly number[];
  /** Rows to train on. */
  readonly rows: number;
  /** Rows of the largest mini-batch. */
  readonly batchSize: number;
  readonly vectors: Vectors;
}

/** How many vectors as long as the parameters a rule keeps or works on, beside these and their gradient. */
interface Vectors {
  readonly state: number;
  /** Between two passes over a tensor. */
  readonly scratch: number;
  /** A point at which the gradient is taken, other than the parameters. */
  readonly ahead: 0 | 1;
  /** Whether the rule takes norms or sums, for which all are there without padding. */
  readonly isPlain: boolean;
}

/**
 * Bytes that a run takes at most: parameters, gradient, what the optimizer keeps, activations and mini-batches. The data
 * that it shares with others (`memoryOfExamples`) and the recorded curve are no part of it.
 * @param shape Of the problem's data. Default: that of a data set that ships.
 */
export function memoryOfRun(spec: RunSpec, shape: DataShape | undefined = knownShape(spec.problem)): number {
  const rows = rowsOf(spec.problem, shape);
  if (!trainsOnData(spec.problem) || !shape || rows === undefined)
    return baseOfSurface + (spec.engine === 'gpu' ? requestsAtOnce * bytesOfSurfaceRequest : 0);
  const { hidden } = spec.problem;
  const widths = [shape.features, ...hidden, shape.classes === 0 ? 1 : shape.classes];
  const sizes: Sizes = {
    layout: layOutNetwork(widths, lossOf(shape)),
    widths,
    rows,
    batchSize: largestBatch(batchRows(spec.batchSize ?? 'full', rows)),
    vectors: vectorsOf(createMethod(spec).rule),
  };
  if (spec.engine === 'float64') return base + inDouble(sizes);
  return base + inSingle(sizes) + (spec.engine === 'gpu' ? besideGpu(sizes) : 0);
}

/** Bytes of the copy in single precision that the runs of a thread share; 0 where they read the data itself. */
export function memoryOfExamples(
  { problem, engine }: Pick<RunSpec, 'problem' | 'engine'>,
  shape: DataShape | undefined = knownShape(problem),
): number {
  const counts = countsOf(problem, shape);
  if (!shape || !counts || engine === 'float64') return 0;
  const rows = counts.training;
  const on = evaluatedRows(problem);
  const evaluated = on === 'validation' || on === 'test' ? counts[on] : 0;
  const sets = evaluated === 0 ? [rows] : [rows, evaluated];
  return bytesOfExamples(sets, [shape.features, Math.max(1, shape.classes)], lossOf(shape));
}

function lossOf({ classes }: DataShape) {
  return classes === 0 ? 'mse' : 'cross_entropy';
}

function vectorsOf(rule: ResolvedRule): Vectors {
  const { lookAhead, update } = plan(rule);
  const stages = lookAhead ? [lookAhead, update] : [update];
  return {
    state: rule.state.length,
    scratch: Math.max(...stages.map((stage) => stage.scratch)),
    ahead: lookAhead ? 1 : 0,
    isPlain: stages.some(({ passes }) => passes.some(({ reductions }) => reductions.length > 0)),
  };
}

/** The places in the kernels' memory, and the initial parameters, which are made in double precision. */
function inSingle({ layout, widths, rows, batchSize, vectors }: Sizes): number {
  const { plainSize, layers } = layout;
  const transposed = layers
    .slice(1)
    .reduce((sum, { paddedInputs, paddedOutputs }) => sum + paddedInputs * paddedOutputs, 0);
  // Values, slopes and deltas of the rows that are computed together, and what is gathered of the data.
  const perRow = widths.reduce((sum, width) => sum + 3 * (padded(width) + 4), 0);
  const together = Math.min(mostRowsTogether, Math.max(32, bytesOfChunk / (4 * perRow))) * perRow;
  const stepsAhead = Math.min(mostStepsAhead, Math.max(1, Math.floor(mostRowNumbers / batchSize)));
  // And an order of the rows.
  const batches = batchSize * (stepsAhead + 1) + rows;
  return 4 * (numbersOf(vectors, layout) + transposed + together + batches) + 8 * plainSize;
}

function numbersOf(
  { state, scratch, ahead, isPlain }: Vectors,
  { packedSize, plainSize, tensors }: Layout,
): number {
  if (!isPlain) return packedSize * (2 + ahead + state + scratch);
  return packedSize * (2 + ahead) + plainSize * (2 + ahead + state) + Math.max(...tensors) * scratch;
}

/** Checkpoints, one of them on its way, and requests: what the CPU needs to take over is reckoned in any case. */
function besideGpu({ layout, vectors }: Sizes): number {
  return 4 * 3 * layout.plainSize * (1 + vectors.state) + requestsAtOnce * bytesOfRequest;
}

/** The initial parameters, the current ones, a gradient, a point ahead and what the rule keeps. */
function inDouble({ layout, widths, rows, vectors: { state, scratch, ahead } }: Sizes): number {
  const perRow = widths.reduce((sum, width) => sum + 3 * width, 0);
  return 8 * (layout.plainSize * (4 + state + scratch + ahead) + perRow) + 4 * rows;
}
