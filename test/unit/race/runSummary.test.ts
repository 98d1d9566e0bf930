import { expect, it } from 'vitest';
import type { Race } from '../../../core/race/race.ts';
import { runSummary, standingOf } from '../../../core/race/runSummary.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf } from './pieces.ts';

const engine = { precision: 'float64', threads: 1, description: 'JavaScript, float64' } as const;

function summaries(race: Race): string[] {
  return race.runs.map((run) => runSummary(run, race));
}

/** The race when its runs have these losses. */
function after(race: Race, losses: readonly number[], status: RunStatus = { kind: 'finished' }): Race {
  losses.forEach((loss, i) => {
    race.runs[i]?.record.append(pieceOf({ loss: [9, loss], state: { loss, engine, stepsDone: 1, status } }));
  });
  return race;
}

it('says what a run has come to first, and nothing that all runs share', () => {
  const optimizers = [{ optimizer: 'sgd' }, { optimizer: 'adam' }];
  expect(summaries(after(raceOf(onValley({ optimizers })), [0.5, 2]))).toEqual(['0.50', '2.0']);
});

it('adds what tells runs apart', () => {
  expect(summaries(after(raceOf(onValley({ lr: [0.01, 0.1 + 0.2] })), [0.5, 2]))).toEqual([
    '0.50 · lr 0.01',
    '2.0 · lr 0.3',
  ]);
  const many = raceOf(onDigits({ lr: [0.01], batch_size: [32, 'full'], seed: [0, 1] }));
  expect(summaries(after(many, [1, 2, 3, 4]))).toEqual([
    '1.0 · batch 32 · seed 0',
    '2.0 · batch 32 · seed 1',
    '3.0 · batch full · seed 0',
    '4.0 · batch full · seed 1',
  ]);
});

it('says accuracy in place of a classifier’s loss', () => {
  const race = raceOf(onDigits());
  const evaluations = [{ step: 1, loss: 0.5, accuracy: 0.75 }];
  race.runs[0]?.record.append(pieceOf({ loss: [9, 1], evaluations, state: { loss: 1, engine } }));
  expect(summaries(race)).toEqual(['75 %']);
});

it('says in full what a run has come to', () => {
  const race = raceOf(onDigits());
  const [run] = race.runs;
  if (!run) throw new Error('expected a run');
  expect(standingOf(run)).toEqual([]);
  run.record.append(pieceOf({ loss: [9, 1], state: { loss: 1.5915e-8, engine } }));
  expect(standingOf(run)).toEqual(['loss 1.592e-8']);
  const evaluations = [{ step: 1, loss: 0.5, accuracy: 0.994 }];
  run.record.append(pieceOf({ firstPoint: 2, evaluations, state: { loss: 1, engine } }));
  expect(standingOf(run)).toEqual(['loss 1.000', 'accuracy 99.4 %']);
  expect(runSummary(run, race)).toBe('99.4 %');
});

it('says how a run ended that did not get to its end', () => {
  const ended = (status: RunStatus) => summaries(after(raceOf(onValley()), [0.5], status))[0];
  expect(ended({ kind: 'diverged', step: 52, reason: 'loss rose', hint: 'try less' })).toBe(
    'diverged at step 52',
  );
  expect(ended({ kind: 'finished', reason: 'reached 1 at step 1' })).toBe('0.50 · reached 1 at step 1');
  expect(ended({ kind: 'stopped' })).toBe('0.50 · stopped at step 1');
  expect(summaries(raceOf(onValley()))).toEqual(['waiting']);
});
