/** A network that trains on a device, step by step with the same mini-batches as the other engines. */
import type { GpuPlan } from '../../core/engine/gpu/gpuPlan.ts';
import type { GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { type NetworkPlanOptions, planNetwork } from '../../core/engine/gpu/networkPlan.ts';
import { type BatchRows, createBatches, largestBatch } from '../../core/problems/data/batches.ts';
import { createRandom } from '../../core/random.ts';
import { plan } from '../../core/rule/plan/plan.ts';
import { createState } from '../../core/rule/run/kernel.ts';
import { compileUniformTables } from '../../core/rule/run/uniforms.ts';
import type { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import type { Method, Problem } from '../unit/engine/networkTools.ts';

export interface GpuTrainer {
  readonly plan: GpuPlan;
  /** What `run` would ask for, without going on. */
  request(steps: number): GpuRequestOf<'run'>;
  /** The loss before the first of these steps, and after each. */
  run(steps: number, limit?: number): Promise<Float32Array>;
  evaluate(): Promise<{ loss: number; right: number }>;
  /** Parameters and state after the last step. */
  values(): Promise<Float32Array>;
}

export interface GpuTrainerOptions
  extends Pick<NetworkPlanOptions, 'together' | 'isSoftware' | 'hasSubgroups'> {
  /** Runs on the same table can take their steps together. Default: one of its own. */
  readonly table?: string;
}

export async function createGpuTrainer(
  runs: DeviceRuns,
  name: string,
  { widths, activation, loss, examples, start }: Problem,
  batch: BatchRows,
  { rule, hyperparametersAt }: Method,
  { table = name, ...options }: GpuTrainerOptions = {},
): Promise<GpuTrainer> {
  const gpuPlan = planNetwork({ widths, activation, loss, rule, batchSize: largestBatch(batch), ...options });
  await runs.handle({ type: 'examples', key: table, at: 0, ...tableOf(examples, gpuPlan.exampleLength) });
  const parameters = Float32Array.from(start);
  const state = createState(
    rule,
    parameters,
    hyperparametersAt(0),
    (length): Float32Array => new Float32Array(length),
  );
  const values = Float32Array.from([parameters, ...state.tensors].flatMap((tensor) => [...tensor]));
  await runs.handle({ type: 'create', run: name, plan: gpuPlan, examples: table, values });

  const batches = createBatches(examples.rows, batch, createRandom(3, 1));
  const drawn: Int32Array[] = [];
  let stepsDone = 0;
  const { lookAhead, update } = plan(rule, { reciprocals: true });
  const stages = lookAhead ? [lookAhead, update] : [update];
  const widthsOfStages = stages.map((stage) => ({ stage, width: stage.uniforms.length }));
  const writeUniforms = compileUniformTables(rule, widthsOfStages);

  /** Draws batches and moves the scalars on. */
  function ask(steps: number, limit = Number.POSITIVE_INFINITY, checkpoint = false): GpuRequestOf<'run'> {
    const tables = widthsOfStages.map(({ width }) => new Float32Array(width * steps));
    writeUniforms(hyperparametersAt, state.scalars, stepsDone, steps, tables);
    const uniforms = new Float32Array(gpuPlan.rowLength * steps);
    for (let step = 0; step < steps; step++) {
      let at = step * gpuPlan.rowLength;
      for (const [index, { width }] of widthsOfStages.entries()) {
        uniforms.set((tables[index] ?? uniforms).subarray(step * width, (step + 1) * width), at);
        at += width;
      }
    }
    while (drawn.length <= stepsDone + steps) drawn.push(batches.next().slice());
    const rows = drawn.slice(stepsDone, stepsDone + steps + 1);
    stepsDone += steps;
    return {
      ...{ type: 'run', run: name, steps, limit, uniforms, checkpoint },
      rows: Uint32Array.from(rows.flatMap((each) => [...each])),
      counts: Uint32Array.from(rows, ({ length }) => length),
    };
  }

  return {
    plan: gpuPlan,
    request(steps) {
      const [done, scalars] = [stepsDone, state.scalars.slice()];
      const request = ask(steps);
      stepsDone = done;
      state.scalars.set(scalars);
      return request;
    },
    run: async (steps, limit) => (await runs.handle(ask(steps, limit))).losses,
    evaluate: () => runs.handle({ type: 'evaluate', run: name, first: 0, end: examples.rows }),
    values: async () => (await runs.handle(ask(0, undefined, true))).values ?? new Float32Array(),
  };
}

function tableOf({ rows, inputs, labels, targets }: Problem['examples'], length: number) {
  const numbers = new Float32Array(rows * length);
  const features = inputs.length / rows;
  const answers = labels ?? targets ?? [];
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < length; j++)
      numbers[row * length + j] =
        (j < features ? inputs[row * features + j] : answers[row * (length - features) + j - features]) ??
        Number.NaN;
  }
  return { numbers, length: numbers.length };
}
