import { expect, test } from 'vitest';
import { createRace } from '../../../core/race/race.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { headlineOf, verdictText } from '../../../core/ruleChange/changeWords.ts';
import { type JudgedChange, judgeChange } from '../../../core/ruleChange/judgeChange.ts';
import { ruleChangeOf } from '../../../core/ruleChange/ruleVersions.ts';
import { pieceOf } from '../race/pieces.ts';
import { baseWith, headOf } from './versions.ts';

const finished = { kind: 'finished' } as const;
const diverged = { kind: 'diverged', step: 3, reason: 'loss rose', hint: 'try 0.001' } as const;

/** @param lossOf By version, learning rate and seed; null: diverged. */
function judged(
  lossOf: (isBase: boolean, lr: number, seed: number) => number | null,
  change: object = {},
  seeds: number | null = null,
): JudgedChange {
  const { experiment, changed } = ruleChangeOf(headOf(change), baseWith(2), seeds);
  if (!experiment) return expect.fail('nothing has changed');
  const race = createRace(experiment, { id: 'race', startedAt: 0 });
  for (const { spec, record } of race.runs) {
    const lr = Number(spec.hyperparameters['lr']);
    const loss = lossOf(spec.optimizer.startsWith('base/'), lr, spec.seed ?? 0);
    const status: RunStatus = loss === null ? diverged : finished;
    record.append(
      pieceOf({
        state: {
          ...{ status, loss: loss ?? 1e9, stepsDone: 20 },
          engine: { precision: 'float64', threads: 1, description: 'JavaScript' },
        },
      }),
    );
  }
  return judgeChange(experiment, changed, race, undefined);
}

/** The same for both versions of a seed. */
const luck = (seed: number) => 1 + 0.3 * Math.sin(5 * seed);
/** Not the same. */
const noise = (isBase: boolean, seed: number) => 0.2 * Math.sin(seed * (isBase ? 3 : 7) + (isBase ? 1 : 2));

test('worse by the same on each seed is worse, however much seeds differ', () => {
  const change = judged((isBase, _, seed) => luck(seed) + (isBase ? 0 : 0.01 + 0.001 * (seed % 3)));
  expect(change).toMatchObject({ verdict: 'worse', judged: 'final loss', confidence: 0.95 });
  const [row] = change.rows;
  expect(row).toMatchObject({ name: 'Mine', settings: '', verdict: 'worse', difference: { pairs: 10 } });
  expect(row?.difference.mean).toBeCloseTo(0.0109, 12);
  expect(row?.difference.low).toBeGreaterThan(0.01);
  expect(headlineOf(change)).toMatch(
    /^Worse: Mine, whose final loss is higher by 0\.01090 \(0\.010\d+ to 0\.011\d+\)\.$/,
  );
});

test('the other way round it is better', () => {
  const change = judged((isBase, _, seed) => luck(seed) + (isBase ? 0.01 + 0.001 * (seed % 3) : 0));
  expect(change.verdict).toBe('better');
  expect(headlineOf(change)).toMatch(
    /^Better: Mine, whose final loss is lower by 0\.01090 \(0\.010\d+ to 0\.011\d+\)\.$/,
  );
});

test('a difference within luck is not established, with the seeds that would tell', () => {
  const change = judged((isBase, _, seed) => 1 + noise(isBase, seed) + (isBase ? 0 : 0.05));
  expect(change.verdict).toBe('not established');
  expect(headlineOf(change)).toMatch(
    /^No difference of the final loss is established\. At this spread about \d+ more seeds would tell, if there is one\.$/,
  );
  expect(verdictText(change.rows[0] ?? expect.fail())).toMatch(
    /^Not established; about \d+ more seeds would tell$/,
  );
});

test('the same numbers are the same', () => {
  const change = judged((_, __, seed) => luck(seed));
  expect(change.verdict).toBe('same');
  expect(headlineOf(change)).toBe('No difference: all runs came to the same numbers, to the last bit.');
});

test('each learning rate has its row, and all rows together the level of one', () => {
  const change = judged(
    (isBase, lr, seed) => luck(seed) + (isBase ? 0 : (lr === 0.001 ? 1 : -1) * (0.01 + 0.001 * (seed % 3))),
    { lr: [0.001, 0.002] },
  );
  expect(change.confidence).toBe(0.975);
  expect(change.rows.map(({ settings, verdict }) => [settings, verdict])).toEqual([
    ['lr 0.001', 'worse'],
    ['lr 0.002', 'better'],
  ]);
  expect(change.verdict).toBe('worse');
  expect(headlineOf(change)).toMatch(/^Worse: Mine, lr 0\.001, whose .* Better: Mine, lr 0\.002, whose /);
});

test('versions are paired by seed, not by place', () => {
  const change = judged((isBase, lr, seed) => seed + lr + (isBase ? 0 : 1 + 0.001 * seed), {
    seed: [5, 3, 9, 1, 0, 2, 4],
  });
  expect(change.rows[0]?.difference.mean).toBeCloseTo(1.0057, 10);
  expect(change.rows[0]?.difference.high).toBeLessThan(1.01);
});

test('runs that diverged are worse than any other, by their signs', () => {
  const change = judged((isBase, _, seed) => (isBase || seed > 7 ? luck(seed) : null));
  expect(change.rows[0]).toMatchObject({
    verdict: 'worse',
    base: { diverged: 0 },
    head: { diverged: 8, median: Number.POSITIVE_INFINITY },
    difference: { isBySign: true },
  });
  expect(headlineOf(change)).toBe('Worse: Mine, where no runs diverged before and 8 runs diverged now.');
});

test('one start alone establishes nothing, and what would is said', () => {
  const change = judged((isBase) => (isBase ? 1 : 2), { problem: { surface: 'valley' } });
  expect(change.rows[0]?.difference.pairs).toBe(1);
  expect(headlineOf(change)).toBe(
    'No difference of the final loss is established. All seeds are the same run, and one pair tells of no spread: give the problem a start_range, so that each seed starts elsewhere.',
  );
});

test('a race without one of the runs is none of the change', () => {
  const { experiment, changed } = ruleChangeOf(headOf(), baseWith(2));
  expect(() => judgeChange(experiment ?? expect.fail(), changed, { runs: [] }, undefined)).toThrow(
    /^run = run-[0-9a-f]{32} — expected one of the race$/,
  );
});
