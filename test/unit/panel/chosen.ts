/** Chosen runs of two experiments, as in a person's comparison of momentum and beta2. */
import type { RaceView } from '../../../core/protocol/panel.ts';
import { type RunChange, raceOf, runView } from './fixtures.ts';

const momentum = (value: number): RunChange => ({
  ...{ name: 'Momentum', optimizer: 'momentum', color: 1, steps: 200 },
  hyperparameters: { momentum: value },
});
const adam = (beta2: number): RunChange => ({
  ...{ name: 'Adam', optimizer: 'adam', color: 3, steps: 200 },
  hyperparameters: { beta1: 0.9, beta2, eps: 1e-8, weight_decay: 0, amsgrad: false },
});

export const chosen: readonly RunChange[] = [
  { ...momentum(0.9), losses: Float64Array.of(101, 2, 0.4) },
  { ...adam(0.99), lr: 0.5, variant: 1, experiment: 1, losses: Float64Array.of(101, 2, 0.5) },
  { ...momentum(0.95), variant: 1, experiment: 1, losses: Float64Array.of(101, 2, 0.6) },
  { ...adam(0.999), losses: Float64Array.of(101, 2, 0.7) },
];

export const experiments = ['Ill-conditioned valley, lr 0.01', 'Valley, momentum and beta2'];

export function chosenView(runs: readonly RunChange[] = chosen, change: Partial<RaceView> = {}): RaceView {
  const views = runs.map((each) => runView(each));
  const title = `${runs.length} runs from 2 experiments`;
  const { facts, threads } = raceOf({ isWhole: false, title, experiments, runs: views, ...change });
  return { ...facts, threads, runs: views, phase: 'ended', speed: 1, ...change };
}

export function chosenRace(runs?: readonly RunChange[], change?: Partial<RaceView>) {
  const view = chosenView(runs, change);
  return raceOf(view);
}
