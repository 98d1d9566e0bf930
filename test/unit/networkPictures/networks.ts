/** Runs of networks that pictures are made of. */
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { NetworkPictures, type RunOfNetwork } from '../../../core/networkPictures/networkPictures.ts';
import type { PreparedDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { dataOf } from '../engine/runs.ts';

export const spirals = {
  problem: { data: 'spirals', hidden: [8], validation: 0.25 },
  optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }],
  ...{ lr: [0.05], batch_size: [16], epochs: 4, seed: [1] },
};

export interface OpenedPictures {
  readonly runs: readonly RunOfNetwork[];
  readonly data: PreparedDataset;
  readonly pictures: NetworkPictures;
}

/** All runs of an experiment, gone through to their ends. @param given Default: the data that ships. */
export function picturesOf(experiment: unknown, given?: PreparedDataset): OpenedPictures {
  const parsed = parseExperiment(experiment);
  const data = given ?? dataOf(parsed);
  if (!data) throw new RangeError('expected an experiment on data');
  const runs = expandExperiment(parsed).map((spec) => ({ spec, stepsDone: spec.steps }));
  const pictures = new NetworkPictures(runs, data);
  for (const _ of pictures.follow());
  return { runs, data, pictures };
}
