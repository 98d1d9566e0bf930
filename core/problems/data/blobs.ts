import type { Dataset, DatasetEntry } from './dataset.ts';
import { dataSeed, expectWhole, type GeneratorOptions } from './generators/options.ts';
import { axes, pointsInPlane } from './generators/pointsInPlane.ts';

interface BlobsOptions extends GeneratorOptions {
  /** Number of clusters, at least 2. Default: 3. */
  readonly classes?: number;
}

const defaults = { rows: 300, noise: 0.5, seed: dataSeed, classes: 3 };
const radius = 2;

/**
 * Normal clusters with their centres on a circle: class k of n around 2 (cos 2πk/n, sin 2πk/n).
 * @param options Default: 300 rows, noise 0.5, 3 classes.
 * @throws {RangeError} if an option is out of range.
 * @internal
 */
export function makeBlobs(options: BlobsOptions = {}): Dataset {
  const { classes, ...all } = { ...defaults, ...options };
  expectWhole('classes', classes, 2);
  return pointsInPlane(all, classes, (label) => {
    const angle = (2 * Math.PI * label) / classes;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** Clusters that straight lines separate: what a model without hidden layers can learn. */
export const blobs: DatasetEntry = {
  id: 'blobs',
  name: 'Three blobs',
  description: 'Points of three round clusters, which straight lines separate.',
  rows: defaults.rows,
  features: 2,
  classes: defaults.classes,
  featureNames: axes,
  load: () => makeBlobs(),
};
