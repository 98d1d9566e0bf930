/** The engine on a GPU as a peer: plans and executor are the product's, and requests are as long as a race's. */
import { beginAhead } from '../../../core/engine/gpu/beginOnDevice.ts';
import type { Device } from '../../../core/engine/gpu/deviceAccess.ts';
import { kindOf } from '../../../core/engine/gpu/messages.ts';
import { planNetwork } from '../../../core/engine/gpu/networkPlan.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { readDataFile } from '../peer/dataFile.ts';
import { inOrder } from '../peer/inOrder.ts';
import { ruleOf } from '../peer/optimizer.ts';
import { lossesToAnswer, type TrainRequest, type Work } from '../peer/requests.ts';
import { serve } from '../peer/serve.ts';
import { provideWebGpu } from './dawn.ts';
import { openAccess } from './link.ts';

let runs = 0;

async function train(device: Device, request: TrainRequest): Promise<Work> {
  const { layers: widths, activation, batch } = request;
  const { rows, inputs, labels, parameters } = readDataFile(request.data);
  const isBinary = widths.at(-1) === 1;
  const loss = isBinary ? 'bce_with_logits' : 'cross_entropy';
  const options = { activation, loss } as const;
  const method = ruleOf(request);
  const model = {
    ...{ widths, options, batchSize: batch, validation: null, start: Float64Array.from(parameters) },
    model: createMlp(widths, options),
    training: { rows, inputs, ...(isBinary ? { targets: labels } : { labels }) },
    batchesFrom(stepsDone: number) {
      const batches = inOrder(rows, batch);
      for (let step = 0; step < stepsDone; step++) batches.next();
      return batches;
    },
  };
  const kind = kindOf(device.facts);
  const plan = planNetwork({ widths, activation, loss, rule: method.rule, batchSize: batch, ...kind });
  const trained = await beginAhead(device, `peer/${runs++}`, { kind: 'model', model, method }, plan);
  const losses: number[] = [];
  // A step's loss is the one before its update.
  let [next = Number.NaN] = (await trained.take(0, Number.MAX_VALUE)).losses;
  return {
    losses,
    dispose: () => trained.dispose(),
    async run(steps) {
      let last = Number.NaN;
      for (let left = steps; left > 0; ) {
        const { loss } = await trained.give(left, Number.MAX_VALUE, 0);
        const own = [next, ...loss];
        next = own.pop() ?? Number.NaN;
        if (!Number.isFinite(next)) throw new Error('the training has come to a halt');
        losses.push(...own.slice(0, lossesToAnswer - losses.length));
        last = own.at(-1) ?? last;
        left -= own.length;
      }
      return last;
    },
  };
}

await provideWebGpu();
const device = await openAccess().open();
await serve({
  info: {
    ...{ name: 'Optimizer Playground', node: process.version },
    ...{ adapter: device.facts.name, 'is software': device.facts.isSoftware },
  },
  begin(request) {
    if (request.op === 'train') return train(device, request);
    throw new Error(`unsupported: ${request.op} on a GPU`);
  },
});
