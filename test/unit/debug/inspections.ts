/** Runs whose steps are looked at. */
import { Inspection, type RunToInspect } from '../../../core/debug/inspector/inspection.ts';
import { Replay } from '../../../core/debug/replay.ts';
import { hasDiverged } from '../../../core/engine/lossLimit.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { RuleFiles } from '../../../core/experiment/ruleFiles.ts';
import { dataOf } from '../engine/runs.ts';

export interface Inspected {
  readonly run: RunToInspect;
  readonly inspection: Inspection;
}

/** The first run of an experiment, run to its end, or until it diverges. */
export function inspected(experiment: object, rules?: RuleFiles): Inspected {
  const parsed = parseExperiment(experiment, rules);
  const [spec] = expandExperiment(parsed);
  if (!spec) throw new RangeError('expected an experiment with a run');
  const data = dataOf(parsed);
  const replay = new Replay(spec, data);
  const losses = [replay.loss];
  while (replay.stepsDone < spec.steps && !hasDiverged(replay.loss, losses[0] ?? 0)) {
    replay.forward();
    losses.push(replay.loss);
  }
  const recorded = { steps: Float64Array.from(losses.keys()), losses: Float64Array.from(losses) };
  const run = { spec, stepsDone: replay.stepsDone, recorded };
  return { run, inspection: new Inspection(run, data) };
}

/** As in the tutorial: ½(100 w0² + w1²) from (1, 10). @param settings Other than by default. */
export function onValley(optimizer: string, others: object = {}, settings: object = {}): object {
  return {
    problem: { surface: 'valley' },
    optimizers: [{ optimizer, hyperparameters: settings }],
    lr: [0.01],
    steps: 200,
    ...others,
  };
}

/** The lines of an update, run for three steps on the valley, with a rate of 0.01 unless another is given. */
export function ownRun(...update: readonly string[]): Inspection {
  return ownRunAt(0.01, ...update);
}

export function ownRunAt(lr: number, ...update: readonly string[]): Inspection {
  return ownInspected(lr, ...update).inspection;
}

export function ownInspected(lr: number, ...update: readonly string[]): Inspected {
  const text = ['name "Mine"', 'lr = 0.5 in [0, 10]', 'update', ...update.map((line) => `  ${line}`)].join(
    '\n',
  );
  const optimizer = './mine.optimizer';
  const rules = new Map([[optimizer, { place: 'file:///mine.optimizer', text }]]);
  return inspected(onValley(optimizer, { lr: [lr], steps: 3 }), rules);
}
