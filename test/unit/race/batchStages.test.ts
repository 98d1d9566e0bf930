/** What races say, keep and export of runs whose batches grow. */
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { raceCsv } from '../../../core/race/export/raceCsv.ts';
import { raceJson } from '../../../core/race/export/raceJson.ts';
import { decodeRace, encodeRace } from '../../../core/race/raceFile.ts';
import { shareDone } from '../../../core/race/raceShare.ts';
import { summaryOf } from '../../../core/race/raceSummary.ts';
import { settingsOf } from '../../../core/race/runSettings.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { tellingApart } from '../../../core/race/tellingApart.ts';
import { onDigits } from '../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from './pieces.ts';

const growing = { stages: [{ size: 32, epochs: 10 }, { size: 'full' }] };
const raceOfTwo = () => raceOf(onDigits({ batch_size: [64, growing], epochs: 20 }));
/** Steps of the growing run. */
const steps = 10 * 57 + 10;

test('names, title and settings say the sizes and when they change', () => {
  const race = raceOfTwo();
  const specs = race.runs.map(({ spec, name }) => ({ ...spec, name }));
  expect(specs.map(tellingApart(specs))).toEqual(['batch 64', 'batch 32 → full']);
  expect(race.title).toContain('batch 32 → full after 10 epochs, 64');
  const batch = settingsOf(specs).find(({ id }) => id === 'batch');
  expect(specs.map((spec) => batch?.of(spec))).toEqual([64, '32 → full after 10 epochs']);
  const epochs = settingsOf(specs).find(({ id }) => id === 'epochs');
  expect(specs.map((spec) => epochs?.of(spec))).toEqual([20, 20]);
});

test('a list of races knows each of the sizes', () => {
  expect(summaryOf(raceOfTwo()).settings['batch']).toEqual([32, 64]);
});

test('progress goes by examples: the last epochs are few steps, but as much work', () => {
  const race = raceOf(onDigits({ batch_size: [growing], epochs: 20 }));
  recordOf(race).append(pieceOf({ state: { stepsDone: 570 } }));
  const workOf = (done: number, epochs: number) => 8 * done + 1797 * epochs;
  expect(shareDone(race)).toBeCloseTo(workOf(570, 10) / workOf(steps, 20), 12);
  recordOf(race).append(pieceOf({ state: { stepsDone: steps } }));
  expect(shareDone(race)).toBe(1);
});

test('a file has them, and a version that older programs leave alone', () => {
  const race = raceOfTwo();
  const bytes = encodeRace(race);
  const head = JSON.parse(new TextDecoder().decode(bytes).split('\n')[0] ?? '');
  expect(head).toMatchObject({ version: 7 });
  expect(decodeRace(bytes).runs.map(({ spec }) => spec)).toEqual(race.runs.map(({ spec }) => spec));
});

test('tables count their epochs', () => {
  const race = raceOf(onDigits({ batch_size: [growing], epochs: 20 }));
  const evaluations = [0, 57, 570, 575].map((step) => ({ step, loss: 1 }));
  recordOf(race).append(pieceOf({ evaluations, state: { stepsDone: 575 } }));
  const text = [...raceCsv(wholeRace(race))].map(({ text }) => text).join('');
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  const column = (name: string) => rows.map((row) => row[name]);
  expect(column('epoch')).toEqual(['0', '1', '10', '15']);
  expect(column('batch_size')).toEqual(Array.from({ length: 4 }, () => '32 → full after 10 epochs'));
});

test('JSON has the stages', () => {
  const text = [...raceJson(wholeRace(raceOfTwo()))].map(({ text }) => text).join('');
  expect(JSON.parse(text).runs[1]).toMatchObject({
    batchSize: {
      stages: [
        { size: 32, epochs: 10 },
        { size: 'full', epochs: 10 },
      ],
    },
    stepsPerEpoch: [
      { epochs: 10, steps: 57 },
      { epochs: 10, steps: 1 },
    ],
    steps,
  });
});
