/** Runs on surfaces on a device, taken as a thread takes them. */
import type { Checkpoint } from '../../core/engine/checkpoint.ts';
import type { Steppable } from '../../core/engine/cpu/stepper.ts';
import type { Device } from '../../core/engine/gpu/deviceAccess.ts';
import { DeviceRun } from '../../core/engine/gpu/deviceRun.ts';
import { planSurface } from '../../core/engine/gpu/surfacePlan.ts';
import { compileUniformRows } from '../../core/engine/gpu/uniformRows.ts';
import type { Point } from '../../core/problems/surfaces/surface.ts';
import { parseSurface } from '../../core/problems/surfaces/typed/parseSurface.ts';
import { createState } from '../../core/rule/run/kernel.ts';
import type { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import type { Method } from '../unit/engine/networkTools.ts';
import { ruleOf } from '../unit/rule/wasmRules.ts';
import { inSinglePrecision } from './singlePrecision.ts';

export interface SurfaceRunOptions extends Method {
  /** The formula. */
  readonly text: string;
  readonly from: Checkpoint;
}

/** As a thread has it. */
export function deviceOf(runs: DeviceRuns): Device {
  return {
    facts: {
      name: 'SwiftShader',
      isSoftware: true,
      hasSubgroups: false,
      version: '',
      largestBuffer: 2 ** 27,
    },
    tables: new Map(),
    request: runs.handle.bind(runs) as Device['request'],
    dispose: (run) => void runs.handle({ type: 'dispose', run }),
  };
}

let names = 0;

export function createSurfaceRun(
  runs: DeviceRuns,
  { text, rule, hyperparametersAt, from }: SurfaceRunOptions,
): Promise<DeviceRun> {
  const plan = planSurface({ text, rule });
  const device = deviceOf(runs);
  const uniformRows = compileUniformRows(rule, hyperparametersAt, plan.rowLength);
  return DeviceRun.create(device, `run ${names++}`, { plan, examples: null, uniformRows }, from);
}

/** A formula of sums and products, as a device computes it. */
export function steppable(text: string, [x, y]: Point): Steppable<Float32Array> {
  const { tree, partials } = parseSurface(text);
  const [value, byX, byY] = [tree, ...partials].map(inSinglePrecision);
  const at = (evaluate: typeof value, [u = 0, v = 0]: Float32Array) => evaluate?.(u, v) ?? Number.NaN;
  return {
    start: Float32Array.of(x, y),
    next() {},
    loss: (parameters) => at(value, parameters),
    lossAndGradient(parameters, gradient) {
      gradient[0] = at(byX, parameters);
      gradient[1] = at(byY, parameters);
      return at(value, parameters);
    },
  };
}

/** A run before its first step. */
export function startAt([x, y]: Point, { rule, hyperparametersAt }: Method): Checkpoint {
  const parameters = Float32Array.of(x, y);
  const create = (size: number) => new Float32Array(size);
  return { stepsDone: 0, parameters, state: createState(rule, parameters, hyperparametersAt(0), create) };
}

/** Takes the parameters to the slope at them. */
const toSlope: Method = { rule: ruleOf('update', '  p = g'), hyperparametersAt: () => ({}) };

/** No slope where a run ends: at a value that is no finite number. */
export type ValueAndSlope = readonly [value: number, byX: number | null, byY: number | null];

/** A formula and its slope at points, each of which is a run. */
export async function evaluateOnDevice(
  runs: DeviceRuns,
  text: string,
  points: readonly Point[],
): Promise<readonly ValueAndSlope[]> {
  const created = await Promise.all(
    points.map((point) => createSurfaceRun(runs, { text, ...toSlope, from: startAt(point, toSlope) })),
  );
  const taken = await Promise.all(created.map((run) => run.run(1, Number.MAX_VALUE, false)));
  for (const run of created) run.dispose();
  return taken.map(({ losses: [value = 7], positions }): ValueAndSlope => {
    if (!Number.isFinite(value)) return [value, null, null];
    return [value, positions?.[2] ?? 7, positions?.[3] ?? 7];
  });
}
