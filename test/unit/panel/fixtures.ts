import type { RunView } from '../../../core/protocol/panel.ts';
import { RunData } from '../../../webview/panel/data/runData.ts';

/** A finished run on a surface, with what a test wants to be different. */
export function runView(change: Partial<RunView> = {}): RunView {
  return {
    id: 'run',
    name: 'SGD',
    optimizer: 'sgd',
    color: 0,
    variant: 0,
    lr: 0.01,
    hyperparameters: { lr: 0.01 },
    schedule: null,
    batchSize: null,
    seed: null,
    steps: 4,
    stepsPerEpoch: 1,
    status: { kind: 'finished' },
    losses: Float64Array.of(4, 3, 2, 1, 0.5),
    path: Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4),
    evaluations: [],
    engine: null,
    stepsPerSecond: 0,
    ...change,
  };
}

export function run(change: Partial<RunView> = {}, target: number | null = null): RunData {
  return new RunData(runView(change), target);
}
