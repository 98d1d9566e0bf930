import { describe, expect, test } from 'vitest';
import { formatFixed } from '../../../core/format.ts';
import { findTutorialRace } from '../../../core/tutorial/races.ts';
import { readReference } from '../optimizers/readReference.ts';
import { createRunners, pointAt, type RecordedRun, recordAll } from './runs.ts';

type Points = readonly (readonly [number, number])[];

function recordRace(id: string): Promise<RecordedRun[]> {
  return recordAll(createRunners(findTutorialRace(id)?.experiment));
}

/** The largest deviation from the reference at any step. */
function stray(run: RecordedRun, points: Points): number {
  expect(run.path?.length).toBe(2 * points.length);
  return Math.max(
    ...points.flatMap(([x, y], step) => {
      const [a, b] = pointAt(run, step);
      return [Math.abs(a - x) / Math.max(1, Math.abs(x)), Math.abs(b - y) / Math.max(1, Math.abs(y))];
    }),
  );
}

const valley = await recordRace('valley');

describe('the valley race', () => {
  const reference = readReference<{
    final: { name: string; final_w0: number; final_w1: number; final_loss: number }[];
    stdout: string[];
    trajectories: { name: string; trajectory: Points }[];
  }>('tutorial/ill_conditioned.json');
  test.each([...reference.trajectories.entries()])(
    'run %i follows the tutorial at every step',
    (number, { trajectory }) => {
      const run = valley[number] as RecordedRun;
      expect(trajectory.length).toBe(201);
      expect(stray(run, trajectory)).toBeLessThan(1e-12);
      const losses = trajectory.map(([x, y]) => 0.5 * (100 * x * x + y * y));
      expect(
        Math.max(...losses.map((loss, step) => Math.abs(loss - (run.losses[step] ?? Number.NaN)))),
      ).toBeLessThan(1e-10);
      expect(run.status).toEqual({ kind: 'finished' });
    },
  );

  test('prints the table of the tutorial, digit for digit', () => {
    const printed = tableIn(reference.stdout);
    const ours = valley.map((run) => [
      ...pointAt(run, 200).map((value) => formatFixed(value, 6)),
      formatFixed(run.losses[200] ?? Number.NaN, 6),
    ]);
    expect(printed.length).toBe(4);
    expect(ours).toEqual(printed);
  });

  test('ends with the four losses of the tutorial, Momentum lowest and Adam highest', () => {
    const finals = valley.map(({ losses }) => losses.at(-1) ?? Number.NaN);
    reference.final.forEach(({ final_loss }, run) => {
      expect(Math.abs((finals[run] ?? Number.NaN) - final_loss)).toBeLessThan(1e-10);
    });
    expect(finals[1]).toBe(Math.min(...finals));
    expect(finals[3]).toBe(Math.max(...finals));
  });
});

const rosenbrock = await recordRace('rosenbrock');

describe('the Rosenbrock race', () => {
  const reference = readReference<{
    table: { step: number; sgd: [number, number]; sgd_momentum: [number, number] }[];
    stdout: string[];
    final_loss: { sgd: number; sgd_momentum: number };
    trajectory_sgd: Points;
    trajectory_sgd_momentum: Points;
  }>('tutorial/rosenbrock.json');
  const [sgd, momentum] = rosenbrock as [RecordedRun, RecordedRun];

  test('both runs follow the tutorial at every step', () => {
    expect(reference.trajectory_sgd.length).toBe(501);
    expect(stray(sgd, reference.trajectory_sgd)).toBeLessThan(1e-12);
    expect(stray(momentum, reference.trajectory_sgd_momentum)).toBeLessThan(1e-12);
    expect(sgd.losses.at(-1)).toBeCloseTo(reference.final_loss.sgd, 10);
    expect(momentum.losses.at(-1)).toBeCloseTo(reference.final_loss.sgd_momentum, 10);
  });

  test('prints the table of the tutorial, digit for digit', () => {
    const printed = tableIn(reference.stdout);
    const ours = reference.table.map(({ step }) => [
      String(step),
      ...rosenbrock.flatMap((run) => pointAt(run, step).map((value) => formatFixed(value, 4))),
    ]);
    expect(printed.length).toBe(6);
    expect(ours).toEqual(printed);
  });

  test('the distances that its caption tells are the real ones', () => {
    const distances = rosenbrock.map((run) => {
      const [x, y] = pointAt(run, 500);
      return Math.hypot(x - 1, y - 1).toFixed(6);
    });
    const { answer } = findTutorialRace('rosenbrock')?.caption ?? { answer: '' };
    for (const distance of distances) expect(answer).toContain(distance);
  });
});

/** The numbers of the printed table's rows, as they stand: from the line of dashes to an empty line. */
function tableIn(stdout: readonly string[]): string[][] {
  const begin = stdout.findIndex((line) => line.startsWith('----')) + 1;
  const end = stdout.indexOf('', begin);
  const rows = stdout.slice(begin, end < 0 ? undefined : end);
  return rows.map((row) => row.replace('(lr=0.01)', '').match(/-?\d+(\.\d+)?/g) ?? []);
}
