import type { Dataset, Scale } from '../dataset.ts';
import { measureScale } from './scale.ts';
import { sharedFloat64, sharedInt32 } from './sharedArrays.ts';
import { type SplitOptions, splitDataset } from './splitDataset.ts';

/** Data to train on and data to be judged by. */
export interface PreparedDataset {
  readonly training: Dataset;
  /** The held-out rows that models are evaluated on; null where there are none, and training rows are. */
  readonly validation: Dataset | null;
  /** How many rows are in neither; left out where all are in one. */
  readonly unused?: number;
}

/** Which rows are held out, and which of them models are evaluated on. */
export interface HeldOutOptions extends SplitOptions {
  /** Default: the rows for validation. */
  readonly evaluateOn?: 'validation' | 'test';
}

interface PrepareOptions extends HeldOutOptions {
  /** Whether inputs and targets get mean 0 and standard deviation 1 over the training rows. Default: false. */
  readonly standardize?: boolean;
  /** Whether the numbers of the data may be overwritten, so that large data is not copied. Default: false. */
  readonly overwrite?: boolean;
}

/**
 * Splits and standardizes. The statistics are those of the training rows alone, so that nothing of the held-out rows
 * is known in training. Features of only 0 and 1 stay as they are. Data that is neither split nor standardized is
 * handed on, the same object; what is copied lies in memory that threads share.
 * @throws {RangeError} if a share is out of range.
 */
export function prepareDataset(
  data: Dataset,
  { standardize = false, overwrite = false, evaluateOn = 'validation', ...options }: PrepareOptions = {},
): PreparedDataset {
  const { training, ...heldOut } = splitDataset(data, options);
  if (training.length === data.rows && !standardize) return { training: data, validation: null };
  const scales = standardize ? measure(data, training) : {};
  const evaluated = heldOut[evaluateOn];
  const unused = data.rows - training.length - evaluated.length;
  // The held-out rows first: training rows may be moved to where they are.
  const validation = evaluated.length === 0 ? null : takeRows(data, evaluated, scales, false);
  return {
    training: takeRows(data, training, scales, overwrite),
    validation,
    ...(unused > 0 && { unused }),
  };
}

type Scales = Pick<Dataset, 'inputScale' | 'targetScale'>;

function measure({ rows, features, inputs, targets }: Dataset, training: Int32Array): Scales {
  const inputScale = measureScale(inputs, features, training, { keepIndicators: true });
  if (!targets) return { inputScale };
  return { inputScale, targetScale: measureScale(targets, targets.length / rows, training) };
}

/** The given rows of `data`, moved to the front of its own arrays if they may be overwritten. */
function takeRows(data: Dataset, rows: Int32Array, scales: Scales, overwrite: boolean): Dataset {
  const { features, inputs, labels, targets } = data;
  const into = (values: Float64Array, width: number) =>
    overwrite ? values.subarray(0, rows.length * width) : sharedFloat64(rows.length * width);
  const chosen = sharedInt32(labels.length === 0 ? 0 : rows.length);
  for (let row = 0; row < chosen.length; row++) chosen[row] = labels[rows[row] ?? 0] ?? 0;
  const taken = {
    ...data,
    ...scales,
    rows: rows.length,
    inputs: gather(inputs, features, rows, scales.inputScale, into(inputs, features)),
    labels: chosen,
  };
  if (!targets) return taken;
  const width = targets.length / data.rows;
  return { ...taken, targets: gather(targets, width, rows, scales.targetScale, into(targets, width)) };
}

/**
 * The given rows of a table, standardized where there is a scale. As rows ascend, `into` may be the beginning of
 * `values`: none is overwritten before it is read.
 */
function gather(
  values: Float64Array,
  width: number,
  rows: Int32Array,
  scale: Scale | undefined,
  into: Float64Array,
): Float64Array {
  for (let row = 0; row < rows.length; row++) {
    const from = (rows[row] ?? 0) * width;
    const to = row * width;
    for (let column = 0; column < width; column++) {
      const value = values[from + column] ?? 0;
      into[to + column] = scale
        ? (value - (scale.means[column] ?? 0)) / (scale.deviations[column] ?? 1)
        : value;
    }
  }
  return into;
}
