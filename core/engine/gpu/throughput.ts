/** How fast networks train on a device and on this CPU, each as training has it. */
import { formatNumber } from '../../format.ts';
import type { ModelTask } from '../../problems/models/modelTask.ts';
import { float32Engine } from '../cpu/float32Engine.ts';
import { float64Engine } from '../cpu/float64Engine.ts';
import type { Method } from '../method.ts';
import { beginAhead } from './beginOnDevice.ts';
import { begun } from './begun.ts';
import { type DeviceAccess, gpuErrorOf } from './deviceAccess.ts';
import type { GpuTools } from './gpuTask.ts';
import { GpuError, kindOf } from './messages.ts';
import { planNetwork } from './networkPlan.ts';
import { sampleProblem, sampleTask } from './selfTest/sampleProblem.ts';
import { methodFor } from './selfTest/selfTest.ts';
import { StepBudget } from './stepBudget.ts';
import { stepRate } from './stepRate.ts';

export interface MeasuredNetwork {
  /** Inputs, hidden layers …, outputs. */
  readonly widths: readonly number[];
  readonly batchSize: number;
  /** How many such networks train at the same time. */
  readonly runs: number;
  /** An id of the table. */
  readonly optimizer: string;
}

export interface Throughput extends MeasuredNetwork {
  /** Of the products in a step of one run: two for each weight and row, forward, back and for the gradient. */
  readonly operations: number;
  readonly gpu: GpuThroughput | null;
  /** Why there is none, as a clause; null where there is one. */
  readonly failure: string | null;
  /** null where there is nothing to compare it with, or where it would take too long. */
  readonly cpu: CpuThroughput | null;
}

export interface GpuThroughput {
  /** Of all runs. */
  readonly stepsPerSecond: number;
  readonly dispatchesPerStep: number;
  readonly submitsPerStep: number;
}

export interface CpuThroughput {
  readonly stepsPerSecond: number;
  /** What computes, for people. */
  readonly engine: string;
}

interface Measured<Network = MeasuredNetwork> {
  readonly networks: readonly Network[];
  /** Those of which the speed of products is told. */
  readonly products: readonly Network[];
}

export type Throughputs = Measured<Throughput>;

/** From what a workgroup does alone to what a device is made for. */
const networks: readonly MeasuredNetwork[] = [
  { widths: [2, 16, 16, 2], batchSize: 32, runs: 1, optimizer: 'adam' },
  { widths: [64, 64, 10], batchSize: 32, runs: 1, optimizer: 'adam' },
  { widths: [64, 64, 10], batchSize: 32, runs: 64, optimizer: 'adam' },
  { widths: [784, 128, 10], batchSize: 128, runs: 1, optimizer: 'adam' },
  { widths: [784, 512, 512, 10], batchSize: 128, runs: 1, optimizer: 'adam' },
  { widths: [1024, 2048, 2048, 10], batchSize: 1024, runs: 1, optimizer: 'adam' },
];

/** Two layers with as many outputs as inputs, and as many rows. */
const products: readonly MeasuredNetwork[] = [256, 1024, 2048].map((size) => ({
  ...{ widths: [size, size, size], batchSize: size, runs: 1, optimizer: 'sgd' },
}));

/** Behind the first layer there is a way back. */
function operationsOf({ widths, batchSize }: MeasuredNetwork): number {
  return widths.slice(1).reduce((sum, outputs, depth) => {
    const products = depth === 0 ? 2 : 3;
    return sum + products * 2 * batchSize * (widths[depth] ?? 0) * outputs;
  }, 0);
}

/** In milliseconds; what takes longer is left out. */
const longestStep = 4000;
/** A device that is lost so often is not tried further. */
const mostLosses = 3;
/** Examples of a table at most: a batch that is larger has each several times. */
const mostExamples = 256;
/** Of steps in one go: on the device more than go in a request, on the CPU what is soon over in any case. */
const mostSteps = { gpu: 2 ** 20, cpu: 1000 };

type Tools = Pick<GpuTools, 'name' | 'report' | 'now' | 'wait' | 'kernels' | 'threads'>;

/** What fails on the device is a finding like any other: the rest is measured all the same. */
export async function measureThroughput(
  access: DeviceAccess,
  tools: Tools,
  measured: Measured = { networks, products },
): Promise<Throughputs> {
  const [ofGpu, ofCpu] = [new Outlook(), new Outlook()];
  const all = [...measured.networks, ...measured.products];
  const found: Throughput[] = [];
  for (const [index, network] of all.entries()) {
    const { widths, runs, optimizer } = network;
    const doing = `${runs === 1 ? '' : `${runs} × `}${widths.join('–')}`;
    tools.report({ share: index / all.length, doing });
    const operations = operationsOf(network);
    const method = methodFor(optimizer, {});
    const model = modelOf(network);
    const name = `${tools.name}/speed ${index}`;
    const gpu = await attempt(ofGpu, runs * operations, () =>
      onGpu(access, name, network, model, method, tools),
    );
    // Alone it says nothing; and the runs of a race are spread over the cores, so that one of them says nothing of many.
    const isCompared = gpu.rate !== null && runs === 1;
    const cpu = isCompared ? await attempt(ofCpu, operations, () => onCpu(model, method, tools)) : null;
    found.push({ ...network, operations, gpu: gpu.rate, failure: gpu.failure, cpu: cpu?.rate ?? null });
  }
  const { length } = measured.networks;
  return { networks: found.slice(0, length), products: found.slice(length) };
}

/** What is to be expected, by what was measured. */
class Outlook {
  #millisecondsOfOperation = 0;
  #timesLost = 0;

  /** @throws {GpuError} if a step would take too long, or there is no device any more. */
  expect(operations: number): void {
    if (this.#timesLost === mostLosses) {
      const message = `not tried, since the GPU was lost ${mostLosses} times`;
      throw new GpuError({ message, isLost: false });
    }
    const seconds = (operations * this.#millisecondsOfOperation) / 1000;
    if (1000 * seconds <= longestStep) return;
    const message = `left out, since a step would take about ${formatNumber(seconds, 2)} s`;
    throw new GpuError({ message, isLost: false });
  }

  learn(operations: number, stepsPerSecond: number): void {
    this.#millisecondsOfOperation = 1000 / stepsPerSecond / operations;
  }

  learnOf({ isLost }: GpuError): void {
    if (isLost) this.#timesLost++;
  }
}

async function attempt<Rate extends { readonly stepsPerSecond: number }>(
  outlook: Outlook,
  operations: number,
  measure: () => Promise<Rate>,
): Promise<{ rate: Rate | null; failure: string | null }> {
  try {
    outlook.expect(operations);
    const rate = await measure();
    outlook.learn(operations, rate.stepsPerSecond);
    return { rate, failure: null };
  } catch (error) {
    const failed = gpuErrorOf(error);
    outlook.learnOf(failed);
    return { rate: null, failure: failed.message };
  }
}

function modelOf({ widths, batchSize }: MeasuredNetwork): ModelTask {
  const rows = Math.min(batchSize, mostExamples);
  const task = sampleTask(sampleProblem(widths, 'relu', 'cross_entropy', rows), rows);
  const batch = Int32Array.from({ length: batchSize }, (_, row) => row % rows);
  return { ...task, batchSize, batchesFrom: () => ({ stepsPerEpoch: 1, next: () => batch }) };
}

async function onGpu(
  access: DeviceAccess,
  name: string,
  { widths, batchSize, runs: count }: MeasuredNetwork,
  model: ModelTask,
  method: Method,
  { now }: Tools,
): Promise<GpuThroughput> {
  const device = await access.open();
  const kind = kindOf(device.facts);
  const plan = planNetwork({ widths, ...model.options, rule: method.rule, batchSize, ...kind });
  const runs = await begun(
    Array.from({ length: count }, (_, run) =>
      beginAhead(device, `${name}/${run}`, { kind: 'model', model, method }, plan),
    ),
  );
  try {
    let [submitsPerStep, submitted] = [0, 0];
    const note = (steps: number) => {
      // All of them share each.
      const submits = Math.max(...runs.map((run) => run.submits));
      submitsPerStep = (submits - submitted) / steps;
      submitted = submits;
      return steps;
    };
    const stepsPerSecond = await stepRate({
      async first() {
        const taken = await Promise.all(runs.map((run) => run.take(1, Number.MAX_VALUE)));
        return {
          steps: note(count),
          milliseconds: Math.max(...taken.map(({ milliseconds }) => milliseconds)),
        };
      },
      async go() {
        const given = await Promise.all(runs.map((run) => run.give(mostSteps.gpu, Number.MAX_VALUE, 0)));
        return note(given.reduce((sum, { loss }) => sum + loss.length, 0));
      },
      now,
    });
    const { together, measure, advance } = plan;
    const dispatchesPerStep = together ? submitsPerStep : measure.length + advance.length;
    return { stepsPerSecond, dispatchesPerStep, submitsPerStep };
  } finally {
    for (const run of runs) run.dispose();
  }
}

async function onCpu(
  model: ModelTask,
  method: Method,
  { kernels, threads, now, wait }: Tools,
): Promise<CpuThroughput> {
  const engine = typeof kernels === 'object' ? float32Engine(kernels, threads) : float64Engine;
  const trainer = await engine.createTrainer({ kind: 'model', model, method }, null);
  try {
    // Threads that help take a moment to start.
    await wait(100);
    const budget = new StepBudget(mostSteps.cpu);
    const take = async (most: number) => {
      const begin = now();
      const steps = await trainer.run(most, Number.MAX_VALUE);
      const milliseconds = now() - begin;
      budget.adapt(steps, milliseconds);
      return { steps, milliseconds };
    };
    const first = () => take(1);
    const go = async () => (await take(budget.steps)).steps;
    const stepsPerSecond = await stepRate({ first, go, now });
    return { stepsPerSecond, engine: trainer.engine.description };
  } finally {
    trainer.dispose();
  }
}
