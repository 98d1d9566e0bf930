/** The tables of docs/scale.md that are reckoned follow from the one that was measured. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../../../scripts/tools/paths.mjs';

const text = readFileSync(inRoot('docs/scale.md'), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

const number = (cell = '') => Number(/^[\d,.]+/.exec(cell)?.[0].replaceAll(',', ''));

/** The numbers of the row that begins so. */
function numbersOf(begin: string): readonly number[] {
  const [, ...cells] = rows.find(([name]) => name?.startsWith(begin)) ?? [];
  return cells.map(number);
}
const first = (begin: string) => numbersOf(begin)[0] ?? Number.NaN;

/** Microseconds of Redis a second, for each worker with a run, and for a run. */
const chatter = {
  lock: first('to renew the lock') / 15,
  cancelled: first("to look whether a run's sweep") / 15,
  progress: first('to pass on'),
};
const perRun = first('to take in') + first('to hand out');

test('the sentence before the first has what a worker and a run cost', () => {
  expect([chatter.lock, chatter.cancelled, chatter.progress, perRun]).toEqual([4, 0.8, 40, 225]);
  expect(text).toContain('A worker with one run costs 4 µs a second for its lock, 1 µs');
  expect(text).toContain('run 225 µs. That');
});

test.each([0.1, 1, 10, 60])('the share of Redis with runs of %d s', (seconds) => {
  const told = seconds > 1 ? chatter.progress : 0;
  const each = chatter.lock + chatter.cancelled + told + perRun / seconds;
  const [, ...shares] = rows.find(([name]) => name === `${seconds} s`) ?? [];
  const [at100, at1000, at10000, planned] = shares.map(number);
  for (const [workers, share] of [
    [100, at100],
    [1000, at1000],
    [10_000, at10000],
  ] as const)
    expect(Math.abs((share ?? Number.NaN) - (workers * each) / 1e4)).toBeLessThanOrEqual(
      Math.max(0.51, (workers * each) / 1e6),
    );
  expect((planned ?? Number.NaN) / (0.7e6 / each)).toBeCloseTo(1, 1);
});

test.each([100, 1000, 10_000])('what %d workers with runs of 10 s ask for', (workers) => {
  const column = [100, 1000, 10_000].indexOf(workers);
  const at = (begin: string) => numbersOf(begin)[column] ?? Number.NaN;
  const connections = 3 * workers;
  expect(rows.filter(([name]) => name === 'connections').map((row) => number(row[1 + column]))).toContain(
    connections,
  );
  const about = (value: number, expected: number) =>
    expect(Math.abs(value / expected - 1)).toBeLessThan(0.06);
  about(at('memory for them'), (connections * 2.3) / 1000);
  about(at('when all connect at once'), (connections * 23) / 1000);
  about(at('runs a second'), workers / 10);
  about(at('looks whether cancelled'), workers / 15);
  about(at('locks renewed'), workers / 15);
  about(at('told how far'), workers);
  about(at('looking for lost runs'), (workers * first('to look whether a run was lost')) / 1000);
  about(at('counting workers'), connections / 1000);
});
