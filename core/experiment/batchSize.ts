/** The batch size that an experiment gives, as its runs have it and as people read it. */

import type { StepsPerEpoch } from '../epochs.ts';
import { type BatchRows, type BatchStage, stepsPerEpochOf } from '../problems/data/batches.ts';
import type { BatchSize, BatchSizeOfRun } from './batchSizeSchema.ts';

/** Of experiments that name none. */
export const usualBatchSize = 32;

/**
 * Stages with their lengths, those of one size that follow each other together. Batches of all rows are the same ones, however
 * they are called.
 * @param rows Of the data to train on.
 * @param epochs Of the run.
 */
function batchSizeOfRun(given: BatchSize, rows: number, epochs: number): BatchSizeOfRun {
  if (typeof given !== 'object') return given === rows ? 'full' : given;
  const stages: { size: number | 'full'; epochs: number }[] = [];
  let left = epochs;
  for (const stage of given.stages) {
    const size = stage.size === rows ? 'full' : stage.size;
    const length = stage.epochs ?? left;
    const before = stages.at(-1);
    if (before?.size === size) before.epochs += length;
    else stages.push({ size, epochs: length });
    left -= length;
  }
  const [only, ...others] = stages;
  return only && others.length === 0 ? only.size : { stages };
}

/** Rows in the mini-batches of a run. @param rows Of the data to train on. */
export function batchRows(batchSize: BatchSizeOfRun, rows: number): BatchRows {
  if (typeof batchSize !== 'object') return batchSize === 'full' ? rows : batchSize;
  return batchSize.stages.map(
    ({ size, epochs }): BatchStage => ({ size: size === 'full' ? rows : size, epochs }),
  );
}

/** Of a run of so many epochs. On surfaces there are no batches, and each step is an epoch. */
export function batchesOf(
  given: BatchSize | null,
  rows: number | undefined,
  epochs: number,
): { batchSize: BatchSizeOfRun | null; stepsPerEpoch: StepsPerEpoch } {
  if (given === null || rows === undefined) return { batchSize: null, stepsPerEpoch: 1 };
  const batchSize = batchSizeOfRun(given, rows, epochs);
  return { batchSize, stepsPerEpoch: stepsPerEpochOf(rows, batchRows(batchSize, rows)) };
}

/** The size that a run begins with. */
export function firstSize(batchSize: BatchSize): number | 'full' {
  return typeof batchSize === 'object' ? (batchSize.stages[0]?.size ?? 'full') : batchSize;
}

/** Texts for these sizes that tell them apart: `32 → 128` or, where another has these sizes at other times, as `batchSizeText`. */
export function batchSizeTexts(all: readonly BatchSize[]): (one: BatchSize) => string {
  const whole = new Set(all.map(batchSizeText));
  const brief = new Set(all.map(sizesText));
  return brief.size === whole.size ? sizesText : batchSizeText;
}

function sizesText(batchSize: BatchSize): string {
  return typeof batchSize === 'object'
    ? batchSize.stages.map(({ size }) => size).join(' → ')
    : String(batchSize);
}

/** `32`, `full`, `32 → 128 after 10 → full after 20 epochs`. */
export function batchSizeText(batchSize: BatchSize): string {
  if (typeof batchSize !== 'object') return String(batchSize);
  const [first, ...others] = batchSize.stages;
  let epochs = first?.epochs ?? 0;
  const changes = others.map(({ size, epochs: length = 0 }) => {
    const text = ` → ${size} after ${epochs}`;
    epochs += length;
    return text;
  });
  const begun = epochs - (others.at(-1)?.epochs ?? 0);
  const unit = others.length === 0 ? '' : begun === 1 ? ' epoch' : ' epochs';
  return `${first?.size}${changes.join('')}${unit}`;
}
