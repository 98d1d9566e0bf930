/** Runs to go there and back in. */
import { Replay, type ReplayOptions } from '../../../core/debug/replay.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { RuleFiles } from '../../../core/experiment/ruleFiles.ts';
import { dataOf } from '../engine/runs.ts';

/** The first run of an experiment. */
export function replayOf(experiment: object, options?: ReplayOptions, rules?: RuleFiles): Replay {
  const parsed = parseExperiment(experiment, rules);
  const [spec] = expandExperiment(parsed);
  if (!spec) throw new RangeError('expected an experiment with a run');
  return new Replay(spec, dataOf(parsed), options);
}

export function onRosenbrock(optimizer: string, others: object = {}): object {
  return {
    problem: { surface: 'rosenbrock', start: [-1.5, 2] },
    optimizers: [{ optimizer }],
    lr: [0.001],
    steps: 60,
    ...others,
  };
}

export function onSpirals(optimizer: string, others: object = {}): object {
  return {
    problem: { data: 'spirals', hidden: [7, 5], validation: 0.2 },
    optimizers: [{ optimizer }],
    lr: [0.01],
    epochs: 2,
    batch_size: [16],
    engine: 'float64',
    ...others,
  };
}

/** Loss, parameters, state and scalars: all that the next step depends on. */
export function bitsOf({ loss, parameters, state }: Replay): string {
  const numbers = [loss, ...parameters, ...state.tensors.flatMap((each) => [...each]), ...state.scalars];
  return numbers.map(String).join();
}

/** Before each step, in one go. */
export function allBits(replay: Replay): readonly string[] {
  const bits: string[] = [];
  for (replay.goTo(0); ; replay.forward()) {
    bits.push(bitsOf(replay));
    if (replay.stepsDone === replay.steps) return bits;
  }
}
