/** Whatever happens in whichever step of a stretch, lanes come to the bits of single runs. */
import { expect, test } from 'vitest';
import { fuseLanes } from '../../../../core/engine/cpu/fused/fuseLanes.ts';
import type { Varied } from '../../../../core/engine/cpu/fused/runText.ts';
import { TableMemory } from '../../../../core/engine/cpu/fused/tableMemory.ts';
import type { RunScore } from '../../../../core/engine/runScore.ts';
import type { RunSpec } from '../../../../core/experiment/runSpec.ts';
import { fused, ownRunOf, runOf } from './scores.ts';

const lr: Varied = { kind: 'hyperparameter', name: 'lr' };
const momentum: Varied = { kind: 'hyperparameter', name: 'momentum' };
const y: Varied = { kind: 'start', axis: 'y' };
const names = ['final', 'best', 'first', 'forGood', 'divergedAt'] as const;

/** The scores, cell by cell. */
function inLanes(
  run: RunSpec,
  varied: readonly Varied[],
  cells: readonly (readonly [number, number])[],
  target: number | null,
): RunScore[] {
  const made = fuseLanes(run, varied, target);
  if (made.kind === 'fallback') throw new RangeError(`expected lanes, not that ${made.reason}`);
  const scores = new Float64Array(names.length * cells.length);
  const firsts = Float64Array.from(cells, ([first]) => first);
  made.score(
    firsts,
    Float64Array.from(cells, ([, second]) => second),
    scores,
  );
  const numberAt = (i: number, name: number) => scores[cells.length * name + i] ?? Number.NaN;
  return cells.map((_, i) => {
    const [final = 0, best = 0, first = 0, forGood = 0, divergedAt = 0] = names.map((__, index) =>
      numberAt(i, index),
    );
    return { final, best, first, forGood, divergedAt };
  });
}

/** Expects the bits of single runs. */
function expectSame(...[run, varied, cells, target]: Parameters<typeof inLanes>): RunScore[] {
  const scores = inLanes(run, varied, cells, target);
  const score = fused(run, varied, target);
  expect(scores).toEqual(cells.map(([first, second]) => score(first, second)));
  return scores;
}

/** Slow and fast, steady and swinging, on the way to the bottom and away from it. */
const cells = Array.from({ length: 400 }, (_, i): [number, number] => [
  10 ** (-3.2 + 0.0045 * i),
  0.02 + 0.96 * ((i * 0.618) % 1),
]);

test.each([1, 2, 3, 4, 5, 11, 12, 13, 27, 28, 29, 59, 60, 61, 92, 93, 200])('runs of %d steps', (steps) => {
  const run = runOf('momentum', undefined, {}, { steps });
  for (const target of [null, 0.3, 30]) expectSame(run, [lr, momentum], cells, target);
  for (const target of [0.3, 30]) expectSame({ ...run, stop: { target } }, [lr, momentum], cells, 1);
});

/** Goes down along x by `lr` a step, whatever the loss. */
const walk = 'name "Walk"\nlr = 1 in [0, 9]\nupdate\n  p -= lr + 0 * g';
const x: Varied = { kind: 'start', axis: 'x' };

/** In front of a place by so many steps, in any order; every third goes by half a step. */
function walksTo(place: number): readonly (readonly [x: number, lr: number])[] {
  return Array.from({ length: 120 }, (_, i) => {
    const step = 1 + ((37 * i) % 120);
    const length = i % 3 === 0 ? 0.5 : 1;
    return [place + length * step, length] as const;
  });
}

test('a target is reached for good, or left again, in every step of a stretch', () => {
  const run = (formula: string) => ownRunOf(walk, { formula, start: [1, 0] }, {}, { steps: 100 });
  const stays = expectSame(run('sqrt(x*x) + x'), [x, lr], walksTo(0.05), 0.2);
  const everyStep = Array.from({ length: 100 }, (_, i) => 1 + i);
  expect([...new Set(stays.map(({ first }) => first))].toSorted((a, b) => a - b)).toEqual([0, ...everyStep]);
  expect(stays.map(({ forGood }) => forGood)).toEqual(stays.map(({ first }) => first));
  const passes = expectSame(run('x*x'), [x, lr], walksTo(0.05), 0.2);
  expect(passes.map(({ first }) => first)).toEqual(stays.map(({ first }) => first));
  expect(new Set(passes.map(({ forGood }) => forGood))).toEqual(new Set([0, 100]));
});

test.each([
  ['NaN', 'sqrt((x - 4)*(x - 4) - 0.01)'],
  ['infinite', '1/(x - 4)**2'],
  ['infinite below', '-1/(x - 4)**2'],
  ['above the limit', '1/((x - 4)**2 + 1e-7)'],
])('a loss that is %s ends a run in every step of a stretch, though it is fine in the next', (_, formula) => {
  const run = ownRunOf(walk, { formula, start: [1, 0] }, {}, { steps: 100 });
  const scores = expectSame(run, [x, lr], walksTo(4), 1e-3);
  const steps = walksTo(4).map(([from, length]) => Math.round((from - 4) / length));
  expect(scores.map(({ divergedAt }) => divergedAt)).toEqual(steps.map((step) => (step > 100 ? 0 : step)));
});

test('losses and targets below 0', () => {
  const run = runOf('momentum', { surface: 'styblinskiTang', start: [0.5, 0.4] }, {}, { steps: 120 });
  for (const target of [-20, -40, -50]) {
    const scores = expectSame(run, [lr, momentum], cells, target);
    expect(new Set(scores.map(({ first }) => first)).size).toBeGreaterThan(9);
  }
});

test('as many runs are side by side as the divider leaves waits for', () => {
  const lanesOf = (run: RunSpec) => {
    const made = fuseLanes(run, [lr, y], null);
    return made.kind === 'lanes' ? made.lanes : 0;
  };
  expect(lanesOf(runOf('momentum'))).toBe(8);
  expect(lanesOf(runOf('adam'))).toBe(4);
  expect(lanesOf(runOf('sgd', { formula: 'sqrt(x*x + 1) + y*y', start: [1, 1] }))).toBe(4);
  expect(lanesOf(runOf('sgd', { surface: 'sharpAndFlat' }))).toBe(4);
});

test('a row of steps that goes beyond the last may read beyond the last table', () => {
  const length = 2 ** 13;
  const tables = new TableMemory(0, length, 1);
  const addressOf = tables.kind((key, table) => table.fill(key));
  let last = 0;
  for (let key = 0; key < 256; key++) last = addressOf(key);
  expect(last).toBe(8 * length * 255);
  expect(tables.memory.buffer.byteLength).toBeGreaterThan(last + 8 * length);
});
