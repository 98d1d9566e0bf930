/** One experiment being run: its runs with everything they have recorded so far. */
import type { EngineFacts } from '../../core/engine/engineFacts.ts';
import type { DataShape } from '../../core/experiment/dataShape.ts';
import { expandExperiment, type RunSpec } from '../../core/experiment/expand.ts';
import { trainsOnData } from '../../core/experiment/modelProblem.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { hasEnded, type RunStatus } from '../../core/experiment/status.ts';
import { findOptimizer } from '../../core/optimizers/index.ts';
import type { Caption, Evaluation, Phase, RaceView, RunUpdate, RunView, Speed } from '../../core/protocol.ts';
import { Series } from '../../core/series.ts';
import { colorsOf } from './colors.ts';
import { raceTitle } from './raceTitle.ts';

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

/** What a race on a CSV file needs beside its experiment, also when the file has changed or is gone. */
export interface CsvFacts {
  /** Of the workspace; the problem's path is relative to it. */
  readonly folder: string;
  /** Of the data as it was read. */
  readonly shape: DataShape;
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

/** The race as the panel draws it, complete. */
export function viewRace(race: Race): RaceView {
  return {
    id: race.id,
    title: race.title,
    caption: race.caption,
    problem: race.experiment.problem,
    target: race.experiment.target ?? null,
    phase: race.phase,
    speed: race.speed,
    threads: race.threads,
    runs: race.runs.map(viewRun),
  };
}

function viewRun(run: Run): RunView {
  const { spec } = run;
  return {
    id: spec.id,
    name: run.name,
    optimizer: spec.optimizer,
    color: run.color,
    variant: run.variant,
    lr: Number(spec.hyperparameters['lr']),
    hyperparameters: { ...spec.hyperparameters },
    schedule: spec.schedule?.name ?? null,
    batchSize: spec.batchSize,
    seed: spec.seed,
    steps: spec.steps,
    stepsPerEpoch: spec.stepsPerEpoch,
    status: run.status,
    losses: run.losses.slice(),
    path: run.path?.slice() ?? null,
    evaluations: [...run.evaluations],
    engine: run.engine,
    stepsPerSecond: run.stepsPerSecond,
  };
}

/** What a run has recorded from `firstStep` on. */
export function viewUpdate(run: Run, firstStep: number): RunUpdate {
  return {
    id: run.spec.id,
    firstStep,
    losses: run.losses.slice(firstStep),
    path: run.path?.slice(2 * firstStep) ?? null,
    status: run.status,
    evaluations: run.evaluations.filter(({ step }) => step >= firstStep),
    engine: run.engine,
    stepsPerSecond: run.stepsPerSecond,
  };
}
