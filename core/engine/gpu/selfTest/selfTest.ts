/** A device is tried with all that training asks of it, and compared with the float64 engine. */
import { findOptimizer } from '../../../optimizers/index.ts';
import { fillSettings } from '../../../rule/check/settings.ts';
import { resolve } from '../../../rule/plan/resolve.ts';
import { createState } from '../../../rule/run/kernel.ts';
import { float64Engine } from '../../cpu/float64Engine.ts';
import { createHyperparametersAt } from '../../hyperparameters.ts';
import type { Method } from '../../method.ts';
import { type Device, DeviceAccess, gpuErrorOf } from '../deviceAccess.ts';
import { DeviceRun } from '../deviceRun.ts';
import { ExampleTable } from '../exampleTable.ts';
import type { GpuTools } from '../gpuTask.ts';
import { planNetwork } from '../networkPlan.ts';
import { compileUniformRows } from '../uniformRows.ts';
import { distance } from './distance.ts';
import { sampleProblem, sampleTask } from './sampleProblem.ts';
import { type SelfTestCase, selfTestCases } from './selfTestCases.ts';

export interface SelfTestFinding extends Pick<SelfTestCase, 'about' | 'name' | 'together'> {
  /** The largest difference of a loss from the CPU's, as a share of the largest loss; null where there is none. */
  readonly error: number | null;
  /** Why there is none, as a clause. */
  readonly failure: string | null;
}

/** A device that is lost so often is not tried further. */
const mostLosses = 3;

/** @throws {GpuError} if there is no device. */
export async function selfTest(_: null, tools: GpuTools): Promise<readonly SelfTestFinding[]> {
  const access = new DeviceAccess(tools);
  await access.open();
  const findings: SelfTestFinding[] = [];
  let losses = 0;
  for (const [index, each] of selfTestCases.entries()) {
    tools.report({ share: index / selfTestCases.length, doing: each.name });
    const { about, name, together } = each;
    const found = { about, name, together };
    try {
      if (losses === mostLosses) throw new Error('not tried, since the GPU was lost too often');
      const error = await errorOf(each, await access.open(), `${tools.name}/${index}`);
      findings.push({ ...found, error, failure: null });
    } catch (thrown) {
      const { message, isLost } = gpuErrorOf(thrown);
      if (isLost) losses++;
      findings.push({ ...found, error: null, failure: message });
    }
  }
  return findings;
}

/** @throws {GpuError} if the device can't compute it. */
async function errorOf(
  { widths, activation, loss, rows, batchSize, steps, together, ...training }: SelfTestCase,
  device: Device,
  run: string,
): Promise<number> {
  const method = methodOf(training);
  const { rule, hyperparametersAt } = method;
  const model = sampleTask(sampleProblem(widths, activation, loss, rows), batchSize);
  const plan = planNetwork({ widths, activation, loss, rule, batchSize, together });
  const table = new ExampleTable(model);
  const uniformRows = compileUniformRows(rule, hyperparametersAt, plan.rowLength);
  const parameters = Float32Array.from(model.start);
  const state = createState(rule, parameters, hyperparametersAt(0), (size) => new Float32Array(size));
  const from = { stepsDone: 0, parameters, state };
  const onDevice = await DeviceRun.create(device, run, { plan, table, model, uniformRows }, from);
  try {
    const taken = await onDevice.run(steps, Number.MAX_VALUE, false);
    const judged = await onDevice.evaluate(table.judged);
    const oracle = await float64Engine.createTrainer({ kind: 'model', model, method }, null);
    const expected = [...oracle.measured.loss];
    await oracle.run(steps, Number.MAX_VALUE);
    expected.push(...oracle.measured.loss);
    const score = await oracle.evaluate?.();
    return Math.max(
      distance(taken.losses, expected),
      distance([judged.loss], [score?.loss ?? Number.NaN]),
      misjudged(judged.right, (score?.accuracy ?? 0) * rows, rows),
    );
  } finally {
    onDevice.dispose();
  }
}

/** One row may be as likely one class as another, and is no error. */
function misjudged(right: number, expected: number, rows: number): number {
  const difference = Math.abs(right - Math.round(expected));
  return difference > 1 ? difference / rows : 0;
}

function methodOf({ optimizer, settings }: Pick<SelfTestCase, 'optimizer' | 'settings'>): Method {
  const found = findOptimizer(optimizer);
  if (!found) throw new RangeError(`optimizer = ${optimizer} — expected an optimizer of the table`);
  const filled = fillSettings(found.rule, settings);
  return { rule: resolve(found.rule, filled), hyperparametersAt: createHyperparametersAt(filled, null) };
}
