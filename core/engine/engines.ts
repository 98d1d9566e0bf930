/** The table of engines, the preferred ones first. */
import type { RunSpec } from '../experiment/runSpec.ts';
import { float32Engine } from './cpu/float32Engine.ts';
import { float64Engine } from './cpu/float64Engine.ts';
import type { Kernels } from './cpu/network/kernelBytes.ts';
import type { Threads } from './cpu/network/networkTrainer.ts';
import type { Engine, ModelRun } from './engine.ts';
import type { Verdict } from './gpu/auto/verdict.ts';
import { type GpuOfThread, gpuEngine } from './gpu/gpuEngine.ts';

/** What a machine offers to its engines. */
export interface Machine {
  /** For networks in single precision; or why there are none, as a clause. */
  readonly kernels: Kernels | string;
  /** Others that may help with a network in single precision. Default: none. */
  readonly threads?: Threads | undefined;
  /** How to get to a device; or why there is none, as a clause. Default: it has none. */
  readonly gpu?: GpuOfThread | string | undefined;
  /** Where runs go whose engine is "auto". Default: to the processor. */
  readonly auto?: Verdict | undefined;
}

export function enginesOf({
  kernels,
  threads,
  gpu = 'there is no way to a GPU here',
  auto,
}: Machine): readonly Engine[] {
  const cpu = float32Engine(kernels, threads);
  const createCpuTrainer = (task: ModelRun, reason: string | null) => {
    if (typeof kernels === 'object') return cpu.createTrainer(task, reason);
    return float64Engine.createTrainer(task, reason === null ? kernels : `${reason}, and ${kernels}`);
  };
  return [gpuEngine(gpu, createCpuTrainer, auto), cpu, float64Engine];
}

export interface ChosenEngine {
  readonly engine: Engine;
  /** Why it is not one that comes before it; null where none of those is made for such runs. */
  readonly reason: string | null;
}

/** The first engine that computes such a run. */
export function chooseEngine(engines: readonly Engine[], spec: RunSpec): ChosenEngine {
  const reasons: string[] = [];
  for (const engine of engines) {
    const support = engine.supports(spec);
    if (support.supported) return { engine, reason: reasons[0] ?? null };
    if (support.reason !== null) reasons.push(support.reason);
  }
  throw new RangeError(
    `engine = ${spec.engine} — expected one that this machine has${reasons.map((each) => `; ${each}`).join('')}`,
  );
}
