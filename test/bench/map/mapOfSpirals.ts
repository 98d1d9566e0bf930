/**
 * A map of Adam on a network for the two spirals, by learning rate and beta2. Peers get data, first weights and batches from a
 * file, since they draw other ones themselves.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import { chooseKernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import { taskOf } from '../../../core/engine/createRunner.ts';
import { enginesOf } from '../../../core/engine/engines.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { createScorer } from '../../../core/map/scorer.ts';
import { prepareDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { makeSpirals } from '../../../core/problems/data/spirals.ts';
import type { ComputeMap, MapSums } from './mapOfSurface.ts';

const size = 8;
export const networkRuns = size * size;
const epochs = 5;

const rates = Array.from({ length: size }, (_, i) => 1e-3 * 10 ** ((1.5 * i) / (size - 1)));
const betas = Array.from({ length: size }, (_, i) => 1 - 10 ** (-1 - (3 * i) / (size - 1)));

function spirals() {
  const experiment = parseExperiment({
    problem: { data: 'spirals', hidden: [16, 16] },
    ...{ optimizers: [{ optimizer: 'adam' }], lr: [rates[0]], seed: [1], batch_size: [32], epochs },
  });
  return {
    data: prepareDataset(makeSpirals()),
    spec: mapOfExperiment(experiment, undefined, { x: 'lr', y: 'beta2' }),
  };
}

/** @param kernelFolder Where the built kernels are. */
export const networkContestants: Readonly<Record<string, (kernelFolder: string) => ComputeMap>> = {
  float32: (kernelFolder) => {
    const read = (name: string) => new Uint8Array(readFileSync(path.join(kernelFolder, name)));
    return computing(
      enginesOf({ kernels: chooseKernels({ simd: read('simd.wasm'), relaxed: read('relaxed.wasm') }) }),
    );
  },
  float64: () => computing([float64Engine]),
};

function computing(engines: Parameters<typeof createScorer>[1]['engines']): ComputeMap {
  const { data, spec } = spirals();
  const score = createScorer(spec, { engines, data, isGivenUp: () => false });
  return async (): Promise<MapSums> => {
    const sums = { final: 0, best: 0 };
    for (const beta of betas)
      for (const rate of rates) {
        const { final, best } = (await score(rate, beta)) ?? { final: Number.NaN, best: Number.NaN };
        sums.final += final;
        sums.best += best;
      }
    return sums;
  };
}

/** What peers are given, as JSON. */
export function networkFile(): string {
  const { data, spec } = spirals();
  const task = taskOf({ ...spec.run, id: '' }, data);
  if (task.kind !== 'model') throw new TypeError('expected a network');
  const { widths, start, batchesFrom } = task.model;
  const { stepsPerEpoch, steps } = spec.run;
  const batches = batchesFrom(0);
  return JSON.stringify({
    ...{ widths, stepsPerEpoch, rates, betas, start: [...start] },
    ...{ inputs: [...data.training.inputs], labels: [...data.training.labels] },
    // One for each loss: at the start, and after each step.
    batches: Array.from({ length: steps + 1 }, () => [...batches.next()]),
  });
}
