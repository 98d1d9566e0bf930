/** How long a race takes on the processor and on the GPU, by what was measured. */
import { usefulThreads } from '../../cpu/network/usefulThreads.ts';
import { type Calibration, millisecondsAt, runsTogether, type SpeedCurve } from './calibration.ts';
import type { RunGroup } from './raceWork.ts';

/** What the processor has to know of runs of one kind. */
export type CpuGroup = Omit<RunGroup, 'isShort'>;

/** What a race may use of the machine. */
export interface Room {
  /** How many threads there may be. */
  readonly cores: number;
  /** How many runs go on at the same time, at least 1. */
  readonly runsAtOnce: number;
}

/**
 * Seconds on the processor, if its threads have something to do all the time: it takes no less.
 * @param cpu Of one thread.
 */
export function secondsOnCpu(groups: readonly CpuGroup[], cpu: SpeedCurve, room: Room): number {
  const runs = groups.reduce((sum, group) => sum + group.runs, 0);
  const workers = Math.max(1, Math.min(room.cores, room.runsAtOnce, runs));
  const threadsPerRun = Math.max(1, Math.floor(room.cores / workers));
  let [all, longest] = [0, 0];
  for (const group of groups) {
    const threads = usefulThreads(group, threadsPerRun);
    const ofRun = (group.steps * millisecondsAt(cpu, group.work)) / threads;
    all += group.runs * ofRun;
    longest = Math.max(longest, ofRun);
  }
  return Math.max(all / workers, longest) / 1000;
}

/** Seconds on the GPU, from the first request on. Runs that take their steps together are shared out among the groups. */
export function secondsOnGpu(groups: readonly RunGroup[], gpu: Calibration['gpu'], room: Room): number {
  const runs = groups.reduce((sum, group) => sum + group.runs, 0);
  const atOnce = Math.min(runsTogether, room.runsAtOnce, runs);
  const milliseconds = groups.reduce((sum, group) => {
    const steps = group.runs * group.steps * stepOf(group, gpu, Math.max(1, (group.runs * atOnce) / runs));
    return sum + gpu.startUp + (group.runs - 1) * gpu.begin + steps;
  }, 0);
  return milliseconds / 1000;
}

/** Of a step of a run, in milliseconds, where so many go on at the same time. */
function stepOf(group: RunGroup, { alone, together, tiled }: Calibration['gpu'], runs: number) {
  const { isShort, workOnDevice: work = group.work } = group;
  if (!isShort) return millisecondsAt(tiled, work);
  const share = Math.log(runs) / Math.log(runsTogether);
  return millisecondsAt(alone, work) ** (1 - share) * millisecondsAt(together, work) ** share;
}

/**
 * Seconds of the race on a processor that was not measured, and is a fast one: two multiplications and additions of
 * four numbers in each of three billion cycles, and a microsecond for what each step has beside them.
 */
export function secondsOnFastCpu(groups: readonly CpuGroup[], room: Room): number {
  return secondsOnCpu(groups, fastCpu, room);
}

const perSecond = 2.4e10;
const fastCpu: SpeedCurve = [1, 1e12].map((work) => ({
  work,
  milliseconds: 1e-3 + (1000 * work) / perSecond,
}));
