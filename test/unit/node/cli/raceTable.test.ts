import { expect, test } from 'vitest';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { createRace } from '../../../../core/race/race.ts';
import { outlineOf } from '../../../../core/race/raceOutline.ts';
import { beforeStart, type RunState } from '../../../../core/race/runRecord.ts';
import { raceTable, runLine } from '../../../../node/cli/run/raceTable.ts';

function raceOf(count: number, states: readonly Partial<RunState>[] = []) {
  const experiment = parseExperiment({
    problem: { surface: 'rosenbrock' },
    optimizers: [{ optimizer: 'adam' }],
    lr: Array.from({ length: count }, (_, run) => (run + 1) / 100),
    steps: 200,
  });
  const race = createRace(experiment, { id: 'a', startedAt: 0 });
  for (const [run, state] of states.entries())
    race.runs[run]?.record.append({
      ...{ firstPoint: 0, points: {}, evaluations: [] },
      state: { ...beforeStart, engine: { kind: 'cpu', precision: 'float64' }, ...state } as RunState,
    });
  return race;
}

const running = { status: { kind: 'running' }, stepsDone: 50, loss: 0.25, best: 0.125 } as const;

test('has a row a run, its numbers at the right of their columns', () => {
  expect(raceTable(raceOf(2, [running]), { columns: 80, rows: 10 })).toEqual([
    'Run            Done    Loss    Best  State',
    'Adam, lr 0.01  25 %  0.2500  0.1250  Running',
    'Adam, lr 0.02   0 %                  Waiting',
  ]);
});

test('counts what has no room, and is no wider than the terminal', () => {
  const lines = raceTable(raceOf(8), { columns: 24, rows: 4 });
  expect(lines).toHaveLength(5);
  expect(lines.at(-1)).toBe('and 5 more runs');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(24);
  expect(raceTable(raceOf(2), { columns: 80, rows: 1 }).at(-1)).toBe('and 1 more run');
  expect(raceTable(raceOf(4), { columns: 80, rows: 4 })).toHaveLength(5);
});

test('nothing of a name or a message is a command to the terminal', () => {
  const message = 'no\u001b[2Jfile\u0007\nat\tall\u009b1m';
  const race = raceOf(1, [{ ...running, status: { kind: 'failed', message } }]);
  const [run] = outlineOf(race).runs;
  expect(run && runLine(run, 'ended')).toBe('Adam: Failed: no[2Jfile at all1m, loss 0.2500, best 0.1250');
});
