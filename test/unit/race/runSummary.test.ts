import { expect, it } from 'vitest';
import type { Race } from '../../../core/race/race.ts';
import { outlineOf, outlineRun } from '../../../core/race/raceOutline.ts';
import { runSummary, standingOf } from '../../../core/race/runSummary.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { type PieceText, pieceOf, raceOf } from './pieces.ts';

const engine = { precision: 'float64', threads: 1, description: 'JavaScript, float64' } as const;

function summaries(race: Race): string[] {
  return outlineOf(race).runs.map((run) => runSummary(run, race.phase));
}

/** The race when its runs have these losses, and had half of each. */
function after(race: Race, losses: readonly number[], status: RunStatus = { kind: 'finished' }): Race {
  losses.forEach((loss, i) => {
    const state = { loss, best: loss / 2, engine, stepsDone: 50, status };
    race.runs[i]?.record.append(pieceOf({ loss: [9, loss], state }));
  });
  return race;
}

const first = (race: Race, piece: PieceText) => {
  race.runs[0]?.record.append(pieceOf(piece));
  return summaries(race)[0];
};

it('says the best loss, and nothing that all runs share', () => {
  const optimizers = [{ optimizer: 'sgd' }, { optimizer: 'adam' }];
  expect(summaries(after(raceOf(onValley({ optimizers })), [0.5, 2]))).toEqual(['best 0.2500', 'best 1.000']);
});

it('begins with what tells runs apart', () => {
  expect(summaries(after(raceOf(onValley({ lr: [0.01, 0.1 + 0.2] })), [0.5, 2]))).toEqual([
    'lr 0.01 · best 0.2500',
    'lr 0.3 · best 1.000',
  ]);
  const many = raceOf(onDigits({ lr: [0.01], batch_size: [32, 'full'], seed: [0, 1] }));
  expect(summaries(many)).toEqual([
    'batch 32, seed 0 · waits',
    'batch 32, seed 1 · waits',
    'batch full, seed 0 · waits',
    'batch full, seed 1 · waits',
  ]);
});

it('names hyperparameters in which runs of one optimizer differ, and schedules', () => {
  const optimizers = [
    { optimizer: 'adam' },
    { optimizer: 'adam', hyperparameters: { beta2: 0.99, amsgrad: true } },
    { optimizer: 'momentum', hyperparameters: { momentum: 0.95 } },
    { optimizer: 'sgd', schedule: { name: 'StepLR', step_size: 30 } },
  ];
  expect(summaries(raceOf(onValley({ optimizers })))).toEqual([
    'beta2 0.999, amsgrad false · waits',
    'beta2 0.99, amsgrad true · waits',
    'waits',
    'StepLR · waits',
  ]);
});

it('says how far a run is that goes on, and where it is now', () => {
  const state = { loss: 5.366e-4, engine, stepsDone: 62, status: { kind: 'running' } } as const;
  const race = { ...raceOf(onValley({ steps: 100 })), phase: 'running' as const };
  expect(first(race, { state: { ...state, engine: null, stepsDone: 0 } })).toBe('0 %');
  expect(first(race, { loss: [9, 1], state })).toBe('62 % · now 5.366e-4');
  expect(summaries({ ...race, phase: 'paused' })).toEqual(['paused · 62 % · now 5.366e-4']);
});

it('says accuracy in place of a classifier’s loss', () => {
  const evaluations = [{ step: 1, loss: 0.5, accuracy: 0.75 }];
  const status = { kind: 'finished' } as const;
  expect(first(raceOf(onDigits()), { loss: [9, 1], evaluations, state: { loss: 1, engine, status } })).toBe(
    'accuracy 75.0 %',
  );
});

it('says in full what a run has come to', () => {
  const race = raceOf(onDigits());
  const [run] = race.runs;
  if (!run) throw new Error('expected a run');
  const lines = () => standingOf(outlineRun(run, race));
  expect(lines()).toEqual([]);
  run.record.append(pieceOf({ loss: [9, 1], state: { loss: 1.5915e-8, best: 1e-8, engine } }));
  expect(lines()).toEqual(['loss 1.592e-8', 'best 1.000e-8']);
  const evaluations = [{ step: 1, loss: 0.5, accuracy: 0.994 }];
  run.record.append(pieceOf({ firstPoint: 2, evaluations, state: { loss: 1, best: 1, engine } }));
  expect(lines()).toEqual(['loss 1.000', 'best 1.000', 'accuracy 99.4 %']);
});

it.each<[RunStatus, string]>([
  [{ kind: 'diverged', step: 52_000, reason: 'loss rose', hint: 'try less' }, 'diverged at step 52,000'],
  [{ kind: 'finished', reason: 'reached 1 at step 1' }, 'best 0.2500 · reached 1 at step 1'],
  [{ kind: 'finished', above: 'from 1 to 2' }, 'best 0.2500 · above its start'],
  [{ kind: 'stopped' }, 'stopped at 50 · best 0.2500'],
  [{ kind: 'interrupted' }, 'interrupted at 50 · best 0.2500'],
  [{ kind: 'interrupted', elsewhere: 'window' }, 'in another window, at 50 · best 0.2500'],
  [{ kind: 'interrupted', elsewhere: 'terminal' }, 'in a terminal, at 50 · best 0.2500'],
  [{ kind: 'failed', message: 'no memory' }, 'failed: no memory'],
  [{ kind: 'queued', reason: 'the GPU is measured' }, 'waits: the GPU is measured'],
])('says how a run ended that is %o', (status, summary) => {
  expect(summaries(after(raceOf(onValley()), [0.5], status))).toEqual([summary]);
});
