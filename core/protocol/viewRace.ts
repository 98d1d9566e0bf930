import type { Race, Run } from '../race/race.ts';
import type { RaceView, RunUpdate, RunView } from './panel.ts';

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
