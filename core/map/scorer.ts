/** What computes the runs of a map, each to its end, and keeps their scores. */
import { float64Engine } from '../engine/cpu/float64Engine.ts';
import { type FusedLanes, fuseLanes } from '../engine/cpu/fused/fuseLanes.ts';
import { fuseRun } from '../engine/cpu/fused/fuseRun.ts';
import type { Varied } from '../engine/cpu/fused/runText.ts';
import { taskOf } from '../engine/createRunner.ts';
import type { Engine, Trainer } from '../engine/engine.ts';
import { chooseEngine } from '../engine/engines.ts';
import type { RunScore } from '../engine/runScore.ts';
import type { MappedRun } from '../experiment/map/mapSettings.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import { followTrainer, mostStride, strideOf } from './followTrainer.ts';
import type { MapSpec } from './mapSpec.ts';
import { createNetworkRun, type NetworkRun } from './networkRun.ts';
import { createRestartedRun, type RestartedRun } from './restartedRun.ts';
import { runAt } from './runAt.ts';
import { ScoreKeeper } from './scoreKeeper.ts';

export interface ScorerOptions {
  /** Those of the machine, the preferred ones first. */
  readonly engines: readonly Engine[];
  /** That of the problem; null on surfaces. */
  readonly data: PreparedDataset | null;
  /** Called every few milliseconds of a run. Where it says so, the run is given up; it may take a while to answer. */
  readonly isGivenUp: () => boolean | Promise<boolean>;
}

/** Gives the score of a cell; null where it was given up. `x` and `y` are values in the units of the settings. */
export type Scorer = (x: number, y: number) => RunScore | Promise<RunScore | null>;

/**
 * In one function where that can be, which gives the same numbers to the last bit; else step by step. In single precision,
 * where the map asks for it and `preciselyIn` has nothing against it, with the bits of lanes.
 */
export function createScorer(spec: MapSpec, options: ScorerOptions): Scorer {
  return (
    singleScorer(spec) ?? fusedScorer(spec) ?? networkScorer(spec, options) ?? stepwiseScorer(spec, options)
  );
}

/** One of the lanes, which come to the same whatever is beside them. */
const singleScorer = keepLast((spec): Scorer | null => {
  const lanes = spec.precision === 'float32' ? lanesOf(spec) : null;
  if (!lanes) return null;
  const found = new Float64Array(5);
  return (x, y) => {
    lanes.score(Float64Array.of(x), Float64Array.of(y), found);
    const [final = Number.NaN, best = Number.NaN, first = 0, forGood = 0, divergedAt = 0] = found;
    return { final, best, first, forGood, divergedAt };
  };
});

/** What computes many cells at once; null where nothing does. */
export function lanesOf(spec: MapSpec): FusedLanes | null {
  const { run, target, precision } = spec;
  const varied = variedIn(spec);
  const made = varied && fuseLanes({ ...run, id: '' }, varied, target, precision);
  return made?.kind === 'lanes' ? made : null;
}

/** Steps of a run above which one function would not be left for too long: up to 100 ns each. */
export const mostFusedSteps = 300_000;

const fusedScorer = keepLast((spec): Scorer | null => {
  const varied = variedIn(spec);
  if (!varied || spec.run.steps > mostFusedSteps) return null;
  const fused = fuseRun({ ...spec.run, id: '' }, varied, spec.target);
  return fused.kind === 'fused' ? fused.score : null;
});

function networkScorer(spec: MapSpec, { engines, data, isGivenUp }: ScorerOptions): Scorer | null {
  if (!data) return null;
  const run = networkRunOf(spec, data, engines);
  return async (x, y) => {
    const keeper = new ScoreKeeper(runAt(spec, x, y), spec.target);
    const isWhole = await run(x, y, (loss) => keeper.take(loss), isGivenUp);
    return isWhole ? keeper.score : null;
  };
}

interface KeptNetworks {
  readonly key: string;
  readonly data: PreparedDataset;
  readonly engine: Engine;
  readonly run: NetworkRun | RestartedRun;
}

let networks: KeptNetworks | undefined;

/** As `keepLast`, for the same data and engine. */
function networkRunOf(spec: MapSpec, data: PreparedDataset, engines: readonly Engine[]): KeptNetworks['run'] {
  const chosen = chooseEngine(engines, { ...spec.run, id: '' });
  const { engine } = chosen;
  const key = keyOf(spec);
  if (networks?.key === key && networks.data === data && networks.engine === engine) return networks.run;
  if (networks && 'dispose' in networks.run) networks.run.dispose();
  const inDouble = engine === float64Engine ? createNetworkRun(spec, data) : null;
  networks = { key, data, engine, run: inDouble ?? createRestartedRun(spec, data, chosen) };
  return networks.run;
}

/** Keeps the last one made: views of a map differ in the ranges of their axes alone, and what is compiled is warm then. */
export function keepLast<Made>(make: (spec: MapSpec) => Made): (spec: MapSpec) => Made {
  let last: { readonly key: string; readonly made: Made } | undefined;
  return (spec) => {
    const key = keyOf(spec);
    if (last?.key !== key) last = { key, made: make(spec) };
    return last.made;
  };
}

/** All but the ranges of the axes. */
function keyOf({ run, target, precision, x, y }: MapSpec): string {
  return JSON.stringify([run, target, precision, x.setting, y.setting]);
}

/** What differs between cells, x first; null where that is nothing that a fused run knows. */
export function variedIn({ run, x, y }: Pick<MapSpec, 'run' | 'x' | 'y'>): readonly Varied[] | null {
  const varied = [x, y].flatMap(({ setting }) => variedBy(run, setting) ?? []);
  return varied.length < 2 ? null : varied;
}

function variedBy(run: MappedRun, setting: string): Varied | null {
  if (Object.hasOwn(run.hyperparameters, setting)) return { kind: 'hyperparameter', name: setting };
  if (setting === 'start_x') return { kind: 'start', axis: 'x' };
  if (setting === 'start_y') return { kind: 'start', axis: 'y' };
  return setting === 'condition' ? { kind: 'condition' } : null;
}

/** @internal */
export function stepwiseScorer(spec: MapSpec, options: ScorerOptions): Scorer {
  return async (x, y) => {
    const run = runAt(spec, x, y);
    const keeper = new ScoreKeeper(run, spec.target);
    const isWhole = await followRun(run, options, (loss) => keeper.take(loss));
    return isWhole ? keeper.score : null;
  };
}

/**
 * Computes a run to its end.
 * @param take Gets the loss at the start and that after each step.
 * @param atEnd Gets what took the steps, where it came to the end.
 * @returns Whether it came to its end, or diverged; else it was given up.
 */
export async function followRun(
  run: MappedRun,
  { engines, data, isGivenUp }: ScorerOptions,
  take: (loss: number) => void,
  atEnd: (trainer: Trainer) => void = () => {},
): Promise<boolean> {
  const spec = { ...run, id: '' };
  const { engine, reason } = chooseEngine(engines, spec);
  const task = taskOf(spec, data);
  const stride =
    task.kind === 'surface' ? mostStride : strideOf(task.model.start.length, task.model.batchSize);
  const trainer = await engine.createTrainer(task, reason);
  try {
    const isWhole = await followTrainer(trainer, { steps: run.steps, stride, isGivenUp, take });
    if (isWhole) atEnd(trainer);
    return isWhole;
  } finally {
    trainer.dispose();
  }
}
