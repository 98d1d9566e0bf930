import { createNetworkTrainer } from '../../../core/engine/cpu/network/createNetworkTrainer.ts';
import type { Kernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import { readDataFile } from './dataFile.ts';
import { ruleOf } from './optimizer.ts';
import { lossesToAnswer, type TrainRequest, type Work } from './requests.ts';

export function train(request: TrainRequest, kernels: Kernels): Work {
  const { layers, activation, batch } = request;
  const { rows, inputs, labels, parameters } = readDataFile(request.data);
  const isBinary = layers.at(-1) === 1;
  const trainer = createNetworkTrainer({
    kernels,
    widths: layers,
    activation,
    loss: isBinary ? 'bce_with_logits' : 'cross_entropy',
    ...ruleOf(request),
    training: { rows, inputs, ...(isBinary ? { targets: labels } : { labels }) },
    batches: inOrder(rows, batch),
    batchSize: batch,
    start: parameters,
  });
  const losses: number[] = [];
  let last = trainer.loss;
  return {
    losses,
    run(steps) {
      for (let left = steps; left > 0; ) {
        // A step's loss is the one before its update.
        const before = trainer.loss;
        const taken = trainer.run(left);
        if (taken === 0) break;
        last = trainer.losses[taken - 2] ?? before;
        for (const loss of [before, ...trainer.losses.subarray(0, lossesToAnswer)].slice(0, taken)) {
          if (losses.length < lossesToAnswer) losses.push(loss);
        }
        left -= taken;
      }
      return last;
    },
  };
}

/** Whole batches one after the other, from the beginning again after the last. */
function inOrder(rows: number, size: number): { next(): Int32Array } {
  const batches = Array.from({ length: Math.floor(rows / size) }, (_, batch) =>
    Int32Array.from({ length: size }, (_, row) => batch * size + row),
  );
  let index = 0;
  return {
    next() {
      const batch = batches[index++ % batches.length];
      return batch ?? new Int32Array();
    },
  };
}
