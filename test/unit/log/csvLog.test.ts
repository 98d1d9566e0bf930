/** Logs with a row a line, as those write them who train models. */
import { describe, expect, test } from 'vitest';
import { LogFile } from '../../../core/log/logFormat.ts';
import { TrainingLog } from '../../../core/log/trainingLog.ts';
import { bytesOf, drawn, numbersOf, readLogOf } from './logTools.ts';

const rows = (...lines: readonly string[]) => `${lines.join('\n')}\n`;

describe('a log of', () => {
  test('Keras has a row an epoch', () => {
    const text = rows(
      'epoch,accuracy,learning_rate,loss,val_accuracy,val_loss',
      '0,0.8123,0.001,0.6543,0.8432,0.5432',
      '1,0.8765,0.001,0.4321,0.8654,NA',
      '2,0.8912,0.0005,0.3987,0.8701,0.4012',
    );
    const { steps, losses, evaluations, facts } = drawn(text);
    expect([steps, losses]).toEqual([
      [0, 1, 2],
      [0.6543, 0.4321, 0.3987],
    ]);
    expect(evaluations).toEqual([
      { step: 0, loss: 0.5432, accuracy: 0.8432 },
      { step: 1, loss: Number.NaN, accuracy: 0.8654 },
      { step: 2, loss: 0.4012, accuracy: 0.8701 },
    ]);
    expect(facts.stepUnit).toBe('epoch');
    expect(facts.roles).toMatchObject({
      epoch: 'epoch',
      learningRate: 'learning_rate',
      accuracy: 'val_accuracy',
    });
    expect(facts.counts).toMatchObject({ loss: 3, validationLoss: 2, learningRate: 3 });
  });

  test('PyTorch Lightning leaves most cells empty', () => {
    const text = rows(
      'epoch,lr-AdamW,step,train_loss_epoch,train_loss_step,val_acc,val_loss',
      ',0.001,0,,,,',
      '0,,49,,2.101,,',
      '0,,99,,1.734,,',
      '0,,99,,,0.41,1.655',
      '0,,99,1.918,,,',
      '1,,149,,1.502,,',
    );
    const { steps, losses, evaluations, facts } = drawn(text);
    expect([steps, losses]).toEqual([
      [49, 99, 149],
      [2.101, 1.734, 1.502],
    ]);
    expect(evaluations).toEqual([{ step: 99, loss: 1.655, accuracy: 0.41 }]);
    expect(facts.roles).toMatchObject({ step: 'step', loss: 'train_loss_step', learningRate: 'lr-AdamW' });
    expect(facts.remarks).toEqual(['The loss is train_loss_step; there are also train_loss_epoch.']);
  });

  test('fastai has percentages of a person, and times as minutes', () => {
    const text = rows(
      'epoch,train_loss,valid_loss,accuracy,time',
      '0,0.351219,0.244361,91.2,00:12',
      '1,0.250023,0.213364,92.6,01:02',
    );
    const { evaluations, facts } = drawn(text);
    expect(evaluations).toEqual([
      { step: 0, loss: 0.244361, accuracy: 0.912 },
      { step: 1, loss: 0.213364, accuracy: 92.6 / 100 },
    ]);
    expect(facts.remarks).toContain('accuracy is in percent: it is shown as a share.');
    expect(numbersOf(readLogOf(text))['']).toMatchObject({ time: [12, 62] });
  });

  test('Ultralytics has spaces around everything, and several losses', () => {
    const text = rows(
      '                  epoch,         train/box_loss,         train/cls_loss,   metrics/mAP50(B),           val/cls_loss,           val/box_loss,                 lr/pg0',
      '                      1,                 1.5113,                 2.4401,             0.1021,                 2.2113,                 1.4921,               0.00333',
      '                      2,                 1.4327,                 1.9812,             0.2213,                 1.8121,                 1.4102,               0.00662',
    );
    const { steps, losses, evaluations, facts } = drawn(text);
    expect([steps, losses]).toEqual([
      [1, 2],
      [1.5113, 1.4327],
    ]);
    expect(evaluations.map(({ loss }) => loss)).toEqual([1.4921, 1.4102]);
    expect(facts.roles).toMatchObject({
      loss: 'train/box_loss',
      validationLoss: 'val/box_loss',
      learningRate: 'lr/pg0',
    });
  });

  test('TensorBoard, downloaded, doesn’t say what its values are', () => {
    const text = rows('Wall time,Step,Value', '1700000000.25,100,2.5', '1700000050.25,600,2.25');
    const { steps, losses, state, facts } = drawn(text);
    expect([steps, losses, state.stepsPerSecond]).toEqual([[100, 600], [2.5, 2.25], 10]);
    expect(facts.roles).toMatchObject({ step: 'Step', loss: 'Value', seconds: 'Wall time' });
  });

  test('a chart of Weights & Biases has a column for each run', () => {
    const text = rows(
      '"Step","proud-sun-3 - train/loss","proud-sun-3 - train/loss__MIN","proud-sun-3 - train/loss__MAX","calm - moon-4 - train/loss","calm - moon-4 - train/loss__MIN","calm - moon-4 - train/loss__MAX"',
      '"0","2.5","2.4","2.6","","",""',
      '"10","2.0","1.9","2.1","3.5","3.5","3.5"',
    );
    expect(numbersOf(readLogOf(text))).toEqual({
      'proud-sun-3': { Step: [0, 10], 'train/loss': [2.5, 2] },
      'calm - moon-4': { Step: [10], 'train/loss': [3.5] },
    });
    expect(drawn(text, {}, {}, 'calm - moon-4')).toMatchObject({ steps: [10], losses: [3.5] });
  });

  test('MLflow has a row a number, and times in milliseconds', () => {
    const text = rows(
      'run_id,key,value,step,timestamp',
      'a1,loss,0.5,0,1700000000000',
      'a1,val_loss,0.75,0,1700000000000',
      'b2,loss,0.625,0,1700000001000',
      'a1,loss,0.25,4,1700000002000',
    );
    const { steps, losses, evaluations, state } = drawn(text, {}, {}, 'a1');
    expect([steps, losses, evaluations]).toEqual([[0, 4], [0.5, 0.25], [{ step: 0, loss: 0.75 }]]);
    expect(state.stepsPerSecond).toBe(2);
    expect(drawn(text, {}, {}, 'b2').losses).toEqual([0.625]);
  });
});

describe('runs', () => {
  const text = rows('name,step,loss', 'adam,0,1', 'sgd,0,2', 'adam,1,0.5');

  test('are told apart by a column of names', () => {
    expect(numbersOf(readLogOf(text))).toEqual({
      adam: { step: [0, 1], loss: [1, 0.5] },
      sgd: { step: [0], loss: [2] },
    });
  });

  test('are told apart by the column that the person names, or by none', () => {
    const seeds = rows('seed,step,loss', '7,0,1', '8,0,2');
    expect(Object.keys(numbersOf(readLogOf(seeds)))).toEqual(['']);
    expect(Object.keys(numbersOf(readLogOf(seeds, { runColumn: 'seed' })))).toEqual(['7', '8']);
    expect(Object.keys(numbersOf(readLogOf(text, { runColumn: null })))).toEqual(['']);
  });
});

describe('values may be divided by', () => {
  test.each([
    ['semicolons, with a comma before decimals', 'step;loss\n0;0,5\n1;0,25\n'],
    ['semicolons, quoted', '"step";"loss"\n"0";"0.5"\n"1";"0.25"\n'],
    ['tabs', 'step\tloss\n0\t0.5\n1\t0.25\n'],
    ['bars', 'step|loss\n0|0.5\n1|0.25\n'],
    ['spaces', 'step loss\n  0   0.5\n  1   0.25\n'],
    ['a mark that the first line names', 'sep=:\nstep:loss\n0:0.5\n1:0.25\n'],
    ['commas, below a comment of numpy', '# step,loss\n0,0.5\n1,0.25\n'],
    ['spaces, below a comment of numpy', '# step loss\n0 0.5\n1 0.25\n'],
    ['commas, below other comments', '# trained, on a Monday\n#\nstep,loss\n0,0.5\n1,0.25\n'],
    ['commas, with CRLF, a byte order mark and blank lines', '\uFEFFstep,loss\r\n\r\n0,0.5\r\n1,0.25\r\n'],
  ])('%s', (_, text) => {
    expect(numbersOf(readLogOf(text))).toEqual({ '': { step: [0, 1], loss: [0.5, 0.25] } });
  });

  test('whatever marks names in quotes have', () => {
    const text = rows('"step","loss, ""mean""\nof a batch"', '0,0.5', '1,0.25');
    expect(numbersOf(readLogOf(text))).toEqual({
      '': { step: [0, 1], 'loss, "mean" of a batch': [0.5, 0.25] },
    });
  });
});

describe('a header', () => {
  test('that is missing leaves columns with their place, from which a person chooses', () => {
    const text = rows('0,2.5,0.1', '1,2.25,0.2');
    expect(numbersOf(readLogOf(text))).toEqual({
      '': { 'column 1': [0, 1], 'column 2': [2.5, 2.25], 'column 3': [0.1, 0.2] },
    });
    const found = drawn(text);
    expect(found.losses).toEqual([]);
    expect(found.facts.remarks[0]).toBe(
      'No column is called a loss — there are column 1, column 2, column 3; choose one of them.',
    );
    expect(found.remarks).toEqual([
      'numbers in the first line: columns have no names, and are called by their place; line 1',
    ]);
    expect(drawn(text, { step: 'column 1', loss: 'column 2' })).toMatchObject({
      steps: [0, 1],
      losses: [2.5, 2.25],
    });
  });

  test('that stands there again, as where a script is run again, is no row', () => {
    const { steps, losses, facts, remarks } = drawn(
      rows('step,loss', '0,4', '1,3', '2,2', 'step,loss', '1,2.5', '2,1.5'),
    );
    expect([steps, losses]).toEqual([
      [0, 1, 2],
      [4, 2.5, 1.5],
    ]);
    expect(remarks).toEqual(['the header again in a line; line 5']);
    expect(facts.remarks).toEqual([
      'Steps go back once, as after a restart from a checkpoint: later points replace 2 earlier ones.',
    ]);
  });

  test('that is another one names the columns below it', () => {
    const log = readLogOf(rows('step,loss', '0,4', 'step,val_loss,loss', '1,5,3'));
    expect(numbersOf(log)).toEqual({ '': { step: [0, 1], loss: [4, 3], val_loss: [5] } });
    expect(log.remarks.list().map(({ message }) => message)).toEqual([
      'another header in a line: columns have its names from there on; line 3',
    ]);
  });

  test('with a name twice has two columns', () => {
    expect(Object.keys(numbersOf(readLogOf(rows('loss,loss,', '1,2,3')))[''] ?? {})).toEqual([
      'loss',
      'loss (2)',
    ]);
  });
});

test('a last line without its end is not yet there', () => {
  const text = 'step,loss\n0,0.5\n1,0.2';
  expect(numbersOf(readLogOf(text, { isWhole: false }))).toEqual({ '': { step: [0], loss: [0.5] } });
  expect(numbersOf(readLogOf(text))).toEqual({ '': { step: [0, 1], loss: [0.5, 0.2] } });
});

test('a value in quotes that goes on in the next line waits for its end', () => {
  const log = new TrainingLog();
  const file = new LogFile(log, { folder: '', name: '' });
  file.add(bytesOf('step,loss,note\n0,1,"a\n'));
  expect([log.values, file.waiting]).toEqual([0, 6]);
  file.add(bytesOf('b"\n'));
  expect([log.values, file.waiting]).toEqual([2, 0]);
});

test('lines that are none are left out, and said with their number', () => {
  const text = `step,loss\n0,1\n1,2,3\n2,${'9'.repeat(2 ** 22)}\n3,4\n4,"5\n`;
  const log = readLogOf(text);
  expect(numbersOf(log)).toEqual({ '': { step: [0, 1, 3], loss: [1, 2, 4] } });
  expect(log.remarks.list().map(({ message }) => message)).toEqual([
    'a line with more values than the header has names, the further ones left out; line 3',
    "a line longer than any log's, left out; line 4",
    "a line that can't be read, left out; line 6",
  ]);
});

test('text in another encoding is refused', () => {
  const utf16 = Uint8Array.from([...'step,loss\n0,1\n'].flatMap((letter) => [letter.charCodeAt(0), 0]));
  expect(() => readLogOf(utf16)).toThrow('bytes that are zero — expected CSV in UTF-8');
  expect(() => readLogOf(Uint8Array.of(0xff, 0xfe, ...utf16))).toThrow('no text in UTF-8 — expected a log');
  const json = Uint8Array.from([...'{"loss": 1}\n'].flatMap((letter) => [letter.charCodeAt(0), 0]));
  expect(() => readLogOf(json)).toThrow('bytes that are zero — expected JSON in UTF-8');
});
