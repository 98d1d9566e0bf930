import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { chosenRuns } from '../../../../core/race/chosenRuns.ts';
import { csvText } from '../../../../core/race/export/csvText.ts';
import { raceCsv } from '../../../../core/race/export/raceCsv.ts';
import type { Race } from '../../../../core/race/race.ts';
import { oneRun, wholeRace } from '../../../../core/race/shown.ts';
import { onDigits, onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../pieces.ts';

const csvOf = (race: Race) => [...raceCsv(wholeRace(race))].map(({ text }) => text).join('');

/** Each line as an object. */
const rowsOf = (race: Race) => parse(csvOf(race), { columns: true }) as Record<string, string>[];

test('on a surface, each line has the point; numbers keep every digit', () => {
  const race = raceOf({ ...onValley({ lr: [0.1, 0.2] }), title: 'Two rates' });
  const state = { status: { kind: 'diverged', step: 1, reason: '', hint: '' }, stepsDone: 1 } as const;
  recordOf(race, 0).append(pieceOf({ loss: [100, 0.1 + 0.2], position: [1, 10, 1 / 3, -9.9] }));
  recordOf(race, 1).append(
    pieceOf({ loss: [Number.NaN], position: [1, 10], state: { ...state, stepsPerSecond: 4 } }),
  );
  expect(csvOf(race)).toBe(
    [
      'race,run,optimizer,lr,batch_size,seed,momentum,dampening,weight_decay,nesterov,maximize,schedule,status,steps_done,seconds,step,loss,x,y',
      'Two rates,0,sgd,0.1,,,0,0,0,false,false,,running,0,,0,100,1,10',
      'Two rates,0,sgd,0.1,,,0,0,0,false,false,,running,0,,1,0.30000000000000004,0.3333333333333333,-9.9',
      'Two rates,1,sgd,0.2,,,0,0,0,false,false,,diverged,1,0.25,0,NaN,1,10',
      '',
    ].join('\n'),
  );
});

describe('on data', () => {
  test('each line has batch size, seed, hyperparameters and schedule', () => {
    const race = raceOf({
      ...onDigits({ batch_size: [32, 'full'], seed: [7] }),
      optimizers: [{ optimizer: 'momentum', hyperparameters: { momentum: 0.5 } }, { optimizer: 'adam' }],
      schedule: { name: 'StepLR', step_size: 30 },
    });
    for (const { record } of race.runs) record.append(pieceOf({ loss: [2.5] }));
    const rows = rowsOf(race);
    expect(
      rows.map((row) => [row['optimizer'], row['batch_size'], row['seed'], row['momentum'], row['beta2']]),
    ).toEqual([
      ['momentum', '32', '7', '0.5', ''],
      ['momentum', 'full', '7', '0.5', ''],
      ['adam', '32', '7', '', '0.999'],
      ['adam', 'full', '7', '', '0.999'],
    ]);
    expect(rows[0]?.['schedule']).toBe('StepLR step_size=30 per="epoch"');
  });

  test('rates by layer have a column where a run has them', () => {
    const optimizers = [{ optimizer: 'sgd' }, { optimizer: 'sgd', layer_lr: { first: 0.5 } }];
    const race = raceOf({ ...onDigits(), problem: { data: 'digits', hidden: [4] }, optimizers });
    for (const { record } of race.runs) record.append(pieceOf({ loss: [2.5] }));
    expect(rowsOf(race).map((row) => [row['layer_lr'], row['schedule'], row['status']])).toEqual([
      ['', '', 'running'],
      ['0.5 0.01', '', 'running'],
    ]);
    expect(csvOf(raceOf(onDigits()))).not.toContain('layer_lr');
  });

  test('evaluations stand at their steps, also where nothing else was kept', () => {
    const race = raceOf({ ...onDigits(), problem: { data: 'digits', validation: 0.2 } });
    const evaluations = [
      { step: 0, loss: 2.3, accuracy: 0.1 },
      { step: 30, loss: 1, accuracy: 0.75 },
      { step: 90, loss: 0.5 },
    ];
    recordOf(race).append(pieceOf({ step: [0, 1, 40], loss: [3, 2, 1], mean: [3, 2.5, 2], evaluations }));
    const rows = rowsOf(race).map((row) =>
      ['step', 'loss', 'validation_loss', 'validation_accuracy'].map((name) => row[name]),
    );
    expect(rows).toEqual([
      ['0', '3', '2.3', '0.1'],
      ['1', '2', '', ''],
      ['30', '', '1', '0.75'],
      ['40', '1', '', ''],
      ['90', '', '0.5', ''],
    ]);
    // Who has all losses can make it of them.
    expect(csvOf(race)).toMatch(/,step,epoch,loss,validation_loss,validation_accuracy\n/);
  });

  test('columns of evaluations are named by the rows that they are on', () => {
    const headOf = (fields: object) =>
      csvOf(raceOf({ ...onDigits(), problem: { data: 'digits', ...fields } }));
    expect(headOf({ test: 0.2, evaluate_on: 'test' })).toMatch(/,loss,test_loss,test_accuracy\n$/);
    expect(headOf({ test: 0.2, validation: 0.2 })).toMatch(/,loss,validation_loss,validation_accuracy\n$/);
    expect(headOf({ test: 0.2 })).toMatch(/,loss,train_loss,train_accuracy\n$/);
  });

  test('columns are there before anything was recorded', () => {
    expect(csvOf(raceOf(onDigits()))).toMatch(/^race,.*,step,epoch,loss,train_loss,train_accuracy\n$/);
  });
});

describe('a text', () => {
  test.each(['=1+1', '+1', '-1+cmd', '@SUM(A1)', ' =1', '\t=1', '＝1', '\r=1'])(
    'is no formula: %j',
    (text) => {
      const [[cell]] = parse(csvText(text)) as [[string]];
      expect(cell).toBe(`'${text}`);
    },
  );

  test.each(['a, b', 'say "hello"', 'two\nlines', '\r', 'plain', 'Müller · 5'])(
    'comes back as it was: %j',
    (text) => {
      expect(parse(csvText(text))).toEqual([[text]]);
    },
  );

  test('of a title stays in its cell', () => {
    const race = raceOf({ ...onValley(), title: '=HYPERLINK("http://x","y"),\n1' });
    recordOf(race).append(pieceOf({ loss: [1], position: [1, 10] }));
    expect(rowsOf(race)[0]).toMatchObject({ race: '\'=HYPERLINK("http://x","y"),\n1', loss: '1' });
  });
});

test('is made of pieces that are short, however many points there are', () => {
  const race = raceOf(onValley());
  const steps = 20_000;
  const loss = Array.from({ length: steps }, (_, i) => 1 / (1 + i));
  recordOf(race).append(pieceOf({ loss, position: [...loss, ...loss] }));
  const pieces = [...raceCsv(wholeRace(race))];
  expect(pieces.length).toBeGreaterThan(10);
  expect(Math.max(...pieces.map(({ text }) => text.length))).toBeLessThan(34_000);
  const shares = pieces.map(({ share }) => share);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(rowsOf(race)).toHaveLength(steps);
});

test('chosen runs of several races say which they are of, and lack what others have', () => {
  const onSurface = raceOf({ ...onValley({ lr: [0.1, 0.2] }), title: 'Surface' });
  const held = { data: 'digits', validation: 0.2 };
  const model = raceOf({ ...onDigits({ problem: held, epochs: 2 }), title: 'Model' });
  recordOf(onSurface, 1).append(pieceOf({ loss: [3], position: [1, 10] }));
  recordOf(model).append(pieceOf({ loss: [2.5], evaluations: [{ step: 0, loss: 2, accuracy: 0.5 }] }));
  const shown = chosenRuns([
    { race: model, number: 0 },
    { race: onSurface, number: 1 },
  ]);
  const text = [...raceCsv(shown)].map((piece) => piece.text).join('');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  const columns = ['race', 'experiment', 'run', 'lr', 'epoch', 'loss', 'x', 'validation_accuracy'];
  expect(rows.map((row) => columns.map((name) => row[name]))).toEqual([
    ['Model', '0', '0', '0.01', '0', '2.5', '', '0.5'],
    ['Surface', '1', '1', '0.2', '', '3', '1', ''],
  ]);
  expect(Object.keys(rows[0] ?? {})).not.toContain('train_loss');
});

test('of one run has its lines and its hyperparameters alone', () => {
  const race = raceOf({ ...onValley(), optimizers: [{ optimizer: 'momentum' }, { optimizer: 'adam' }] });
  for (const { record } of race.runs) record.append(pieceOf({ loss: [2.5, 1], position: [1, 2, 3, 4] }));
  const text = [...raceCsv(oneRun(wholeRace(race), 1))].map((piece) => piece.text).join('');
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  expect(rows.map((row) => [row['run'], row['optimizer'], row['step'], row['loss']])).toEqual([
    ['1', 'adam', '0', '2.5'],
    ['1', 'adam', '1', '1'],
  ]);
  expect(Object.keys(rows[0] ?? {})).not.toContain('momentum');
  expect([...raceCsv(oneRun(wholeRace(race), 1))].at(-1)?.share).toBe(1);
});
