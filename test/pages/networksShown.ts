/** Runs of networks as the extension sends them, computed as its thread does. */
import type { NetworkPictures } from '../../core/networkPictures/networkPictures.ts';
import type { SliceRequest } from '../../core/networkPictures/slice.ts';
import { sliceNews } from '../../core/networkPictures/sliceNews.ts';
import type { OpenedNetwork, ToNetworks } from '../../core/protocol/networks.ts';
import { type OpenedPictures, picturesOf } from '../unit/networkPictures/networks.ts';

export interface ShownNetwork {
  readonly pictures: NetworkPictures;
  readonly opened: OpenedNetwork;
}

export function shownNetwork(experiment: object, problem: string): ShownNetwork {
  const found: OpenedPictures = picturesOf(experiment);
  const runs = found.runs.map(({ spec, stepsDone }, place) => ({
    ...{ title: `${spec.optimizer}, lr ${spec.hyperparameters['lr']}`, color: [5, 0, 3][place] ?? place },
    ...{ variant: 0, stepsDone, hasDiverged: false, goesOn: false },
  }));
  const place = {
    runs: runs.map((_, run) => ({ race: 'race', run })),
    ...{ chosen: 0, step: runs[0]?.stepsDone ?? 0 },
  };
  const { facts } = found.pictures;
  return {
    pictures: found.pictures,
    opened: {
      ...{ type: 'opened', place, problem, runs, facts, precision: null },
      ...{ isLive: false, isFollowed: true },
    },
  };
}

/** A slice as far as a grid of this size, or as far as the thread would go. */
export function sliceMessage(
  { pictures }: ShownNetwork,
  request: SliceRequest,
  size = Number.POSITIVE_INFINITY,
): ToNetworks {
  const { slice, grids } = pictures.slice(request);
  let last = { done: 0, total: 1, grid: null } as Parameters<typeof sliceNews>[2];
  for (const progress of grids) {
    last = progress;
    if ((progress.grid?.size ?? 0) >= size) break;
  }
  return { type: 'slice', news: sliceNews(request, slice, last, last.done === last.total) };
}

export const spirals = {
  problem: { data: 'spirals', hidden: [32, 32], validation: 0.25 },
  optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd', lr: [0.5] }],
  ...{ lr: [0.02], batch_size: [16], epochs: 60, seed: [1] },
};

export const digits = {
  problem: { data: 'digits', hidden: [16], validation: 0.2 },
  optimizers: [{ optimizer: 'adam' }],
  ...{ lr: [0.01], batch_size: [32], epochs: 2, seed: [1] },
};

export const diabetes = {
  problem: { data: 'diabetes', hidden: [8], validation: 0.2 },
  optimizers: [{ optimizer: 'adam' }],
  ...{ lr: [0.01], batch_size: [32], epochs: 10, seed: [1] },
};
