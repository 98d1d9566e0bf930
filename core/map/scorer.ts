/** What computes the runs of a map, each to its end, and keeps their scores. */
import { float64Engine } from '../engine/cpu/float64Engine.ts';
import { fuseRun } from '../engine/cpu/fused/fuseRun.ts';
import type { Varied } from '../engine/cpu/fused/runText.ts';
import { taskOf } from '../engine/createRunner.ts';
import type { Engine, Trainer } from '../engine/engine.ts';
import { chooseEngine } from '../engine/engines.ts';
import { largestLoss } from '../engine/lossLimit.ts';
import type { RunScore } from '../engine/runScore.ts';
import type { MappedRun } from '../experiment/map/mapSettings.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import type { MapSpec } from './mapSpec.ts';
import { createNetworkRun } from './networkRun.ts';
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

/** In one function where that can be, which gives the same numbers to the last bit; else step by step. */
export function createScorer(spec: MapSpec, options: ScorerOptions): Scorer {
  return fusedScorer(spec) ?? networkScorer(spec, options) ?? stepwiseScorer(spec, options);
}

/** Steps of a run above which one function would not be left for too long. */
export const mostFusedSteps = 2_000_000;

const fusedScorer = keepLast((spec): Scorer | null => {
  const varied = variedIn(spec);
  if (!varied || spec.run.steps > mostFusedSteps) return null;
  const fused = fuseRun({ ...spec.run, id: '' }, varied, spec.target);
  return fused.kind === 'fused' ? fused.score : null;
});

/** null where the engine is another than that for double precision. */
function networkScorer(spec: MapSpec, { engines, data, isGivenUp }: ScorerOptions): Scorer | null {
  if (!data || chooseEngine(engines, { ...spec.run, id: '' }).engine !== float64Engine) return null;
  const run = createNetworkRun(spec, data);
  if (!run) return null;
  return async (x, y) => {
    const keeper = new ScoreKeeper(spec.run, spec.target);
    const isWhole = await run(x, y, (loss) => keeper.take(loss), isGivenUp);
    return isWhole ? keeper.score : null;
  };
}

/** Keeps the last one made: views of a map differ in the ranges of their axes alone, and what is compiled is warm then. */
export function keepLast<Made>(make: (spec: MapSpec) => Made): (spec: MapSpec) => Made {
  let last: { readonly key: string; readonly made: Made } | undefined;
  return (spec) => {
    const { run, target, x, y } = spec;
    const key = JSON.stringify([run, target, x.setting, y.setting]);
    if (last?.key !== key) last = { key, made: make(spec) };
    return last.made;
  };
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

/** Steps between two looks at whether the run is given up. */
const stride = 256;

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
  const trainer = await engine.createTrainer(taskOf(spec, data), reason);
  try {
    const isWhole = await follow(trainer, run.steps, isGivenUp, take);
    if (isWhole) atEnd(trainer);
    return isWhole;
  } finally {
    trainer.dispose();
  }
}

async function follow(
  trainer: Trainer,
  steps: number,
  isGivenUp: ScorerOptions['isGivenUp'],
  take: (loss: number) => void,
): Promise<boolean> {
  const first = trainer.measured.loss[0] ?? Number.NaN;
  const limit = largestLoss(first);
  take(first);
  const isFine = (loss: number) => Math.abs(loss) < Number.POSITIVE_INFINITY && loss <= limit;
  let isOn = isFine(first);
  while (isOn && trainer.stepsDone < steps) {
    const given = isGivenUp();
    if (typeof given === 'object' ? await given : given) return false;
    const taken = trainer.run(Math.min(stride, steps - trainer.stepsDone), limit);
    if (typeof taken === 'object') await taken;
    for (const loss of trainer.measured.loss) take(loss);
    isOn = isFine(trainer.measured.loss.at(-1) ?? Number.NaN);
  }
  return true;
}
