/** Which runs of a race go on where, and how many threads share them. */
import type { Room } from '../../core/engine/gpu/auto/prediction.ts';
import { onCpu, type Verdict } from '../../core/engine/gpu/auto/verdict.ts';
import type { GpuLink } from '../../core/engine/gpu/messages.ts';
import { obstacleTo } from '../../core/engine/gpu/obstacleTo.ts';
import { runsAtOnce } from '../../core/experiment/limits.ts';
import { trainsOnData } from '../../core/experiment/modelProblem.ts';
import type { RunSpec } from '../../core/experiment/runSpec.ts';
import type { Race, Run } from '../../core/race/race.ts';
import { hasEnded } from '../../core/race/status.ts';
import type { Waiting } from './autoEngine.ts';

/** The way to a GPU, and who decides what is computed there. */
export interface GpuOfMachine {
  readonly link: GpuLink;
  /** Where the runs of a race go whose engine is "auto". Default: to the processor. */
  readonly choose?: (race: Race, room: Room, waiting: Waiting) => Verdict | Promise<Verdict>;
}

/**
 * How many runs of a race go on at the same time; undefined where all do, side by side.
 * @param room How many there is memory for.
 */
export function runsTogether({ runs, experiment }: Race, room: number): number | undefined {
  const most = runsAtOnce(runs.length, trainsOnData(experiment.problem));
  return room < (most ?? runs.length) ? Math.max(1, room) : most;
}

/**
 * The runs of a race that a GPU is to compute.
 * @param auto Where runs go whose engine is "auto". Default: to the processor.
 */
export function runsOnGpu(
  { runs }: Race,
  gpu: GpuOfMachine | string | null,
  auto: Verdict = onCpu,
): ReadonlySet<number> {
  if (gpu === null || typeof gpu === 'string') return new Set();
  const isChosen = (spec: RunSpec) =>
    spec.engine === 'gpu' || (trainsOnData(spec.problem) && spec.engine === 'auto' && auto.onGpu);
  const chosen = [...runs.entries()].filter(
    ([, run]) => isLeft(run) && isChosen(run.spec) && obstacleTo(run.spec) === null,
  );
  return new Set(chosen.map(([run]) => run));
}

/**
 * How many threads share the runs of a race: one has all that a GPU computes.
 * @param room How many runs there is memory for at the same time.
 * @param auto Where runs go whose engine is "auto". Default: to the processor.
 */
export function threadsFor(
  race: Race,
  cores: number,
  room: number,
  gpu: GpuOfMachine | string | null = null,
  auto: Verdict = onCpu,
): number {
  const onGpu = runsOnGpu(race, gpu, auto).size;
  const useful = race.runs.filter(isLeft).length - onGpu + Math.min(1, onGpu);
  return Math.max(1, Math.min(runsTogether(race, room) ?? useful, useful, cores));
}

/** Whether a run has not ended: others may have, where a race goes on. */
export function isLeft({ record }: Run): boolean {
  return !hasEnded(record.state.status);
}
