/** A device is tried with all that training asks of it, and compared with the float64 engine. */
import { findOptimizer } from '../../../optimizers/index.ts';
import { surfaceObjective } from '../../../problems/surfaces/surfaceObjective.ts';
import { fillSettings } from '../../../rule/check/settings.ts';
import { resolve } from '../../../rule/plan/resolve.ts';
import type { Settings } from '../../../rule/syntax/rule.ts';
import { float64Engine } from '../../cpu/float64Engine.ts';
import type { Task } from '../../engine.ts';
import { createHyperparametersAt } from '../../hyperparameters.ts';
import type { Method } from '../../method.ts';
import { beginOnDevice } from '../beginOnDevice.ts';
import { type Device, type DeviceAccess, gpuErrorOf } from '../deviceAccess.ts';
import type { GpuPlan } from '../gpuPlan.ts';
import type { GpuTools } from '../gpuTask.ts';
import { type GpuDeviceFacts, GpuError, kindOf } from '../messages.ts';
import { planNetwork } from '../networkPlan.ts';
import { planSurface } from '../surfacePlan.ts';
import { distance } from './distance.ts';
import { sampleProblem, sampleTask } from './sampleProblem.ts';
import { type NetworkCase, type SelfTestCase, type SurfaceCase, selfTestCases } from './selfTestCases.ts';
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
    const { about, name } = each;
    report({ share: index / cases.length, doing: name });
    const found = { about, name, together: each.about === 'surface' ? null : each.together };
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
async function errorOf(each: SelfTestCase, device: Device, name: string): Promise<number> {
  const { task, plan } = each.about === 'surface' ? ofSurface(each) : ofNetwork(each, device.facts);
  const run = await beginOnDevice(device, name, task, plan);
  try {
    const { losses, positions } = await run.run(each.steps, Number.MAX_VALUE, false);
    const cpu = await float64Engine.createTrainer(task, null);
    const [expected, path] = [[...cpu.measured.loss], [...(cpu.measured.position ?? [])]];
    await cpu.run(each.steps, Number.MAX_VALUE);
    expected.push(...cpu.measured.loss);
    path.push(...(cpu.measured.position ?? []));
    const error = distance(losses, expected);
    if (each.about === 'surface') return Math.max(error, distance(positions ?? [], path));
    const { rows } = each;
    const judged = await run.evaluate({ first: 0, end: rows });
    const score = await cpu.evaluate?.();
    return Math.max(
      error,
      distance([judged.loss], [score?.loss ?? Number.NaN]),
      misjudged(judged.right, (score?.accuracy ?? 0) * rows, rows),
    );
  } finally {
    run.dispose();
  }
}

interface Planned {
  readonly task: Task;
  readonly plan: GpuPlan;
}

function ofNetwork(
  { widths, activation, loss, rows, batchSize, together, ...training }: NetworkCase,
  facts: GpuDeviceFacts,
): Planned {
  const method = methodFor(training.optimizer, training.settings);
  const { rule } = method;
  const model = sampleTask(sampleProblem(widths, activation, loss, rows), batchSize);
  const plan = planNetwork({ widths, activation, loss, rule, batchSize, together, ...kindOf(facts) });
  return { task: { kind: 'model', model, method }, plan };
}

function ofSurface({ surface, optimizer, settings }: SurfaceCase): Planned {
  const method = methodFor(optimizer, settings);
  const { text } = surface;
  const objective = surfaceObjective(surface, [Math.fround(surface.start[0]), Math.fround(surface.start[1])]);
  return {
    task: { kind: 'surface', objective, text, method },
    plan: planSurface({ text, rule: method.rule }),
  };
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
