import { expect, test } from 'vitest';
import { batchSizesName, learningRatesName, problemName } from '../../../core/experiment/describe.ts';
import { statusWords, wentWrong } from '../../../core/race/status.ts';
import { runStatusSchema } from '../../../core/race/statusSchema.ts';

test.each([
  [{ surface: 'valley' }, 'Ill-conditioned valley'],
  [{ data: 'spirals', hidden: [] }, 'Two spirals, logistic regression'],
  [{ data: 'digits', hidden: [32, 16] }, 'Handwritten digits, 64-32-16-10 network'],
  [{ surface: 'of another version' }, 'of another version'],
  [{ data: 'of another version', hidden: [] }, 'of another version'],
])('%j is called %s', (problem, name) => {
  expect(problemName(problem)).toBe(name);
});

test('lists rates and batch sizes', () => {
  expect(learningRatesName([0.01, 0.1])).toBe('lr 0.01, 0.1');
  const many = Array.from({ length: 16 }, (_, i) => 2 ** -i);
  expect(learningRatesName(many)).toBe('16 lr from 0.000030517578125 to 1');
  expect(batchSizesName([1, 32, 'full'])).toBe('batch 1, 32, full');
});

test('says in words how a run stands', () => {
  const diverged = {
    kind: 'diverged',
    step: 52,
    reason: 'loss became infinite',
    hint: 'try a learning rate below 0.02',
  } as const;
  expect(statusWords(diverged, 52, 'ended')).toBe(
    'Diverged at step 52: loss became infinite; try a learning rate below 0.02',
  );
  expect(statusWords({ kind: 'failed', message: 'no memory' }, 3, 'ended')).toBe('Failed: no memory');
  expect(statusWords({ kind: 'interrupted', elsewhere: 'window' }, 80, 'ended')).toBe(
    'Runs in another window; step 80 was saved',
  );
  expect(statusWords({ kind: 'interrupted', elsewhere: 'terminal' }, 80, 'ended')).toBe(
    'Runs in a terminal; step 80 was saved',
  );
  expect(statusWords({ kind: 'queued', reason: 'the GPU is measured' }, 0, 'running')).toBe(
    'Waiting: the GPU is measured',
  );
  const others = ['queued', 'running', 'finished', 'stopped', 'interrupted'] as const;
  expect(others.map((kind) => statusWords({ kind }, 80, 'running'))).toEqual([
    'Waiting',
    'Running',
    'Finished',
    'Stopped at step 80',
    'Interrupted at step 80',
  ]);
  expect(statusWords({ kind: 'interrupted' }, 57_801, 'ended')).toBe('Interrupted at step 57,801');
  const reached = { kind: 'finished', reason: 'reached 0.1 at step 812' } as const;
  expect(statusWords(reached, 812, 'ended')).toBe('Finished: reached 0.1 at step 812');
  expect(statusWords({ kind: 'running' }, 3, 'paused')).toBe('Paused');
  const above = 'loss rose from 2.3 to 585; try a learning rate of 1';
  expect(statusWords({ kind: 'finished', above }, 812, 'ended')).toBe(`Finished above its start: ${above}`);
  const both = { kind: 'finished', reason: 'time limit of 3 s reached', above } as const;
  expect(statusWords(both, 812, 'ended')).toBe(
    `Finished above its start: time limit of 3 s reached; ${above}`,
  );
  expect([both, diverged, reached].map(wentWrong)).toEqual([true, true, false]);
});

test('what goes on with a run is left out where a file says it in words of its own', () => {
  expect(runStatusSchema.parse({ kind: 'interrupted', elsewhere: true })).toEqual({ kind: 'interrupted' });
  const elsewhere = { kind: 'interrupted', elsewhere: 'terminal' };
  expect(runStatusSchema.parse(elsewhere)).toEqual(elsewhere);
});
