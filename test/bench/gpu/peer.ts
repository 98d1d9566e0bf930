/** The engine on a GPU as a peer: plans and executor are the product's, and requests are as long as a race's. */
import { beginOnDevice } from '../../../core/engine/gpu/beginOnDevice.ts';
import type { Device } from '../../../core/engine/gpu/deviceAccess.ts';
import { planNetwork } from '../../../core/engine/gpu/networkPlan.ts';
import { StepBudget } from '../../../core/engine/gpu/stepBudget.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { readDataFile } from '../peer/dataFile.ts';
import { inOrder } from '../peer/inOrder.ts';
import { ruleOf } from '../peer/optimizer.ts';
import { lossesToAnswer, type TrainRequest, type Work } from '../peer/requests.ts';
import { serve } from '../peer/serve.ts';
import { provideWebGpu } from './dawn.ts';
import { openAccess } from './link.ts';

/** Steps of a request at most. */
const mostSteps = 1000;

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
  const plan = planNetwork({ widths, activation, loss, rule: method.rule, batchSize: batch });
  const run = await beginOnDevice(device, `peer/${runs++}`, { kind: 'model', model, method }, plan);
  const budget = new StepBudget(mostSteps);
  const losses: number[] = [];
  return {
    losses,
    dispose: () => run.dispose(),
    async run(steps) {
      let last = Number.NaN;
      for (let left = steps; left > 0; ) {
        const asked = Math.min(left, budget.steps);
        const taken = await run.run(asked, Number.MAX_VALUE, false);
        // A step's loss is the one before its update.
        const own = taken.losses.subarray(0, taken.losses.length - 1);
        if (own.length === 0) throw new Error('the training has come to a halt');
        losses.push(...own.subarray(0, lossesToAnswer - losses.length));
        last = own.at(-1) ?? last;
        budget.adapt(own.length, taken.milliseconds);
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
