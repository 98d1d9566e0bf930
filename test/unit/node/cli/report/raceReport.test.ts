// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { viewShown } from '../../../../../core/protocol/viewShown.ts';
import { wholeRace } from '../../../../../core/race/shown.ts';
import { raceReport } from '../../../../../node/cli/report/raceReport.ts';
import { readRace } from '../../../../../webview/report/readRace.ts';
import { onValley } from '../../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../../../race/pieces.ts';

function raceWith(points: number) {
  const race = raceOf(onValley({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] }));
  for (const run of [0, 1])
    recordOf(race, run).append(
      pieceOf({
        loss: Array.from({ length: points }, (_, index) => 1 / (1 + index + run)),
        position: Array.from({ length: 2 * points }, (_, index) => index / 3),
        state: { stepsDone: points - 1, loss: Number.NaN },
      }),
    );
  return race;
}

test('the page reads what the extension would send, to the last bit', () => {
  const race = raceWith(4000);
  expect(readRace(JSON.stringify(raceReport(race)))).toEqual(viewShown(wholeRace(race)));
});

test('curves of more points are thinned, which a note says', () => {
  const race = readRace(JSON.stringify(raceReport(raceWith(4001))));
  expect(race?.record).toBe('thinned');
  expect(race?.notes.at(-1)).toMatch(/^Curves of more than 4000 points are drawn from so many/);
  for (const { record } of race?.runs ?? []) {
    expect(record.points.loss?.length).toBeLessThanOrEqual(4001);
    expect(record.points.step?.length).toBe(record.points.loss?.length);
    expect(record.points.position?.length).toBe(2 * (record.points.loss?.length ?? 0));
    expect(record.points.step?.at(-1)).toBe(4000);
  }
});

test('many runs share what there is room for', () => {
  const race = raceOf(
    onValley({ lr: Array.from({ length: 60 }, (_, index) => 0.001 * (index + 1)), steps: 2500 }),
  );
  for (const { record } of race.runs) record.append(pieceOf({ loss: Array(2501).fill(1) }));
  const { runs } = raceReport(race);
  const numbers = runs.map(({ record }) => ((record.points.loss?.length ?? 0) * 3) / 4 / 8);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(2002);
});

test('where the file of a rule is stays out of it', () => {
  const race = raceWith(3);
  const [run] = race.runs;
  const rule = { place: 'file:///home/me/mine.optimizer', version: '12345678', gradients: 1 as const };
  const changed = {
    ...race,
    runs: [
      {
        ...(run ?? expect.fail()),
        spec: { ...(run?.spec ?? expect.fail()), optimizer: './mine.optimizer', rule },
      },
    ],
  };
  const text = JSON.stringify(raceReport(changed));
  expect(text).not.toContain('/home/me');
  expect(text).toContain('./mine.optimizer');
});
