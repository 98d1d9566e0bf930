/** One experiment being run: its runs with everything they have recorded so far. */

import type { CsvFacts } from '../experiment/csvData.ts';
import { expandExperiment, type RunSpec } from '../experiment/expand.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { Experiment } from '../experiment/schema.ts';
import { findOptimizer } from '../optimizers/index.ts';
import type { Caption } from './caption.ts';
import { colorsOf } from './colors.ts';
import type { EngineFacts } from './engineFacts.ts';
import type { Evaluation } from './evaluation.ts';
import type { Phase, Speed } from './phase.ts';
import { raceTitle } from './raceTitle.ts';
import { Series } from './series.ts';
import { hasEnded, type RunStatus } from './status.ts';

export interface Run {
  readonly spec: RunSpec;
  readonly name: string;
  readonly color: number;
  /** How many earlier runs of the race have the same colour: the line style. */
  readonly variant: number;
  readonly losses: Series;
  readonly path: Series | null;
  readonly evaluations: Evaluation[];
  status: RunStatus;
  /** null before it has begun. */
  engine: EngineFacts | null;
  stepsPerSecond: number;
}

export interface Race {
  readonly id: string;
  readonly title: string;
  readonly caption: Caption | null;
  readonly experiment: Experiment;
  /** null where the data, if any, ships with the extension. */
  readonly csv: CsvFacts | null;
  readonly runs: readonly Run[];
  phase: Phase;
  speed: Speed;
  /** How many threads share the work; 0 if they aren't known any more. */
  threads: number;
}

/** A race before its first step. Surfaces play at a pace that can be watched, models as fast as they can. */
export function createRace(
  id: string,
  experiment: Experiment,
  caption: Caption | null,
  csv: CsvFacts | null = null,
): Race {
  const surface = !trainsOnData(experiment.problem);
  const colors = colorsOf(experiment.optimizers.map(({ optimizer }) => optimizer));
  const seen = new Map<number, number>();
  const runs = expandExperiment(experiment, csv?.shape).map((spec): Run => {
    const color = colors.get(spec.optimizer) ?? 0;
    const variant = seen.get(color) ?? 0;
    seen.set(color, variant + 1);
    return {
      spec,
      name: findOptimizer(spec.optimizer)?.rule.name ?? spec.optimizer,
      color,
      variant,
      losses: new Series(),
      path: surface ? new Series() : null,
      status: { kind: 'queued' },
      evaluations: [],
      engine: null,
      stepsPerSecond: 0,
    };
  });
  const title = raceTitle(experiment, csv?.shape);
  return {
    id,
    title,
    caption,
    experiment,
    csv,
    runs,
    phase: 'running',
    speed: surface ? 1 : 'max',
    threads: 0,
  };
}

export function allEnded(race: Race): boolean {
  return race.runs.every((run) => hasEnded(run.status));
}

/** Steps that a run has done. */
export function stepsOf(run: Run): number {
  return Math.max(0, run.losses.length - 1);
}

/** Steps done by the run that is furthest on. */
export function stepsDone(race: Race): number {
  return Math.max(...race.runs.map(stepsOf));
}

/** Steps of the longest run. */
export function stepsPlanned(race: Race): number {
  return Math.max(...race.runs.map((run) => run.spec.steps));
}
