/** A device is tried with all that training asks of it, and compared with the float64 engine. */
import { findOptimizer } from '../../../optimizers/index.ts';
import { fillSettings } from '../../../rule/check/settings.ts';
import { resolve } from '../../../rule/plan/resolve.ts';
import type { Settings } from '../../../rule/syntax/rule.ts';
import { float64Engine } from '../../cpu/float64Engine.ts';
import { createHyperparametersAt } from '../../hyperparameters.ts';
import type { Method } from '../../method.ts';
import { beginOnDevice } from '../beginOnDevice.ts';
import { type Device, type DeviceAccess, gpuErrorOf } from '../deviceAccess.ts';
import type { GpuTools } from '../gpuTask.ts';
import { GpuError } from '../messages.ts';
import { planNetwork } from '../networkPlan.ts';
import { distance } from './distance.ts';
import { sampleProblem, sampleTask } from './sampleProblem.ts';
import { type SelfTestCase, selfTestCases } from './selfTestCases.ts';
import type { SelfTestFinding } from './selfTestFinding.ts';

/** A device that is lost so often is not tried further. */
const mostLosses = 3;

/** What fails is a finding like any other: the rest is tried all the same. */
export async function selfTest(
  access: DeviceAccess,
  { name: prefix, report }: Pick<GpuTools, 'name' | 'report'>,
  cases: readonly SelfTestCase[] = selfTestCases,
): Promise<readonly SelfTestFinding[]> {
  const findings: SelfTestFinding[] = [];
  let losses = 0;
  for (const [index, each] of cases.entries()) {
    const { about, name, together } = each;
    report({ share: index / cases.length, doing: name });
    const found = { about, name, together };
    try {
      if (losses === mostLosses) {
        const message = `not tried, since the GPU was lost ${mostLosses} times`;
        throw new GpuError({ message, isLost: false });
      }
      const error = await errorOf(each, await access.open(), `${prefix}/test ${index}`);
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
  name: string,
): Promise<number> {
  const method = methodFor(training.optimizer, training.settings);
  const model = sampleTask(sampleProblem(widths, activation, loss, rows), batchSize);
  const plan = planNetwork({ widths, activation, loss, rule: method.rule, batchSize, together });
  const run = await beginOnDevice(device, name, model, method, plan);
  try {
    const { losses } = await run.run(steps, Number.MAX_VALUE, false);
    const judged = await run.evaluate({ first: 0, end: rows });
    const cpu = await float64Engine.createTrainer({ kind: 'model', model, method }, null);
    const expected = [...cpu.measured.loss];
    await cpu.run(steps, Number.MAX_VALUE);
    expected.push(...cpu.measured.loss);
    const score = await cpu.evaluate?.();
    return Math.max(
      distance(losses, expected),
      distance([judged.loss], [score?.loss ?? Number.NaN]),
      misjudged(judged.right, (score?.accuracy ?? 0) * rows, rows),
    );
  } finally {
    run.dispose();
  }
}

/** One row may be as likely one class as another, and is no error. */
function misjudged(right: number, expected: number, rows: number): number {
  const difference = Math.abs(right - Math.round(expected));
  return difference > 1 ? difference / rows : 0;
}

/** @param optimizer An id of the table. */
export function methodFor(optimizer: string, settings: Settings): Method {
  const found = findOptimizer(optimizer);
  if (!found) throw new RangeError(`optimizer = ${optimizer} — expected an optimizer of the table`);
  const filled = fillSettings(found.rule, settings);
  return { rule: resolve(found.rule, filled), hyperparametersAt: createHyperparametersAt(filled, null) };
}
