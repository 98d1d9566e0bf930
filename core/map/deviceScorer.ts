/** Scores of many cells of a map on a device, in single precision. */
import type { Device } from '../engine/gpu/deviceAccess.ts';
import { wordsOfScore } from '../engine/gpu/kernels/scoreKernel.ts';
import { type ScoreOptions, scoreOnDevice } from '../engine/gpu/scores/scoreOnDevice.ts';
import { planScores } from '../engine/gpu/scores/scorePlan.ts';
import { minimaOf } from './basins.ts';
import { type CellChunk, numbersOfCell } from './mapGrid.ts';
import type { MapSpec } from './mapSpec.ts';
import { variedIn } from './scorer.ts';
import { tellsApart } from './singlePrecision.ts';

/** Scores cells, by their numbers; null where they were given up. */
export type DeviceScorer = (
  device: Device,
  cells: Uint32Array<ArrayBuffer>,
  options: ScoreOptions,
) => Promise<CellChunk | null>;

/**
 * @param columns Values of the settings, each ascending.
 * @returns Or why no device computes this part of the map, as a clause.
 */
export function createDeviceScorer(
  spec: MapSpec,
  columns: Float64Array,
  rows: Float64Array,
): DeviceScorer | string {
  const varied = variedIn(spec);
  if (!varied) return 'along one of the axes is no number of the optimizer and no start';
  const planned = planScores({ ...spec.run, id: '' }, varied);
  if (typeof planned === 'string') return planned;
  if (!tellsApart(columns) || !tellsApart(rows))
    return 'this part is so small that single precision can’t tell its runs apart';
  if (minimaOf(spec).length > 0) return 'the minimum at which each run ends is found by the processor alone';
  const { target } = spec;
  return async (device, cells, options) => {
    const words = await scoreOnDevice(device, { planned, columns, rows, cells, target }, options);
    return words && { cells, numbers: numbersIn(words, cells.length) };
  };
}

/** In the order of a chunk. */
function numbersIn(words: Uint32Array, runs: number): Float64Array<ArrayBuffer> {
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  const numbers = new Float64Array(numbersOfCell * runs);
  for (let run = 0; run < runs; run++) {
    const divergedAt = words[run + (wordsOfScore - 1) * runs] ?? 0;
    const hasDiverged = divergedAt > 0;
    numbers.set(
      [
        hasDiverged ? Number.NaN : (floats[run] ?? Number.NaN),
        floats[run + runs] ?? Number.NaN,
        words[run + 2 * runs] ?? 0,
        hasDiverged ? 0 : (words[run + 3 * runs] ?? 0),
        divergedAt,
      ],
      numbersOfCell * run,
    );
  }
  return numbers;
}
