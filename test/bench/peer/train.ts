import { createNetworkTrainer } from '../../../core/engine/cpu/network/createNetworkTrainer.ts';
import type { Kernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import type { Threads } from '../../../core/engine/cpu/network/networkTrainer.ts';
import { readDataFile } from './dataFile.ts';
import { inOrder } from './inOrder.ts';
import { ruleOf } from './optimizer.ts';
import { lossesToAnswer, type TrainRequest, type Work } from './requests.ts';

export interface Means {
  readonly kernels: Kernels;
  readonly threads: Threads;
}

export function train(request: TrainRequest, means: Means): Work {
  const { layers, activation, batch } = request;
  const { rows, inputs, labels, parameters } = readDataFile(request.data);
  const isBinary = layers.at(-1) === 1;
  const trainer = createNetworkTrainer({
    ...means,
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
    dispose: () => trainer.dispose(),
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
