import { describe, expect, test } from 'vitest';
import { checkCells } from '../../../core/lesson/checkCells.ts';
import { checkAttempt } from '../../../core/lesson/exercise/checkAttempt.ts';
import { attemptOf, verdictOfCheck } from '../../../core/lesson/numberPrediction.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import {
  asksNumber,
  meantBy,
  type RunPrediction,
  readPrediction,
  verdictOn,
} from '../../../core/lesson/prediction.ts';
import { questionOutput } from '../../../core/lesson/questionOutput.ts';
import { runLabels, settingLabels } from '../../../core/lesson/runLabels.ts';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';

const text = (change: object = {}) =>
  JSON.stringify({ experiment: 'race', question: 'Which is last?', answer: 'highest final loss', ...change });

function asking(answer: RunPrediction['answer']): RunPrediction {
  return { experiment: 'race', question: 'Which?', answer };
}

const run = (name: string, loss: number | null, change: object = {}) => ({
  ...{ name, loss, heldOut: null, reached: null, divergedAt: null },
  ...change,
});

const runs = [
  run('SGD', 0.8975),
  run('Momentum', 1.59e-8, { reached: 24 }),
  run('Adam', 32.694, { reached: 90 }),
];

describe('a question', () => {
  test('names an experiment and what is asked for', () => {
    expect(readPrediction(`${text()} // a comment`)).toEqual({ prediction: JSON.parse(text()) });
  });

  test.each([
    ['{', /brace|expected/],
    ['[]', /^predict = \[\] — expected an object/],
    [text({ answer: 'Adam' }), /answer = "Adam" — expected "highest final loss" or "lowest final loss"/],
    [text({ question: '' }), /question = ""/],
    [text({ explanation: '' }), /explanation = ""/],
    [text({ choices: [] }), /choices|one of experiment/],
    [JSON.stringify({ question: 'a', answer: 'lowest final loss' }), /experiment = missing/],
  ])('is refused where it is %s', (wrong, message) => {
    const read = readPrediction(wrong);
    const [fault] = 'faults' in read ? read.faults : [];
    expect(fault?.message).toMatch(message);
    expect(fault?.offset).toBeGreaterThanOrEqual(0);
  });
});

describe('a verdict', () => {
  test('is by the losses at the end', () => {
    expect(verdictOn(asking('highest final loss'), runs, 2)).toEqual({
      right: true,
      text: 'Adam ends highest, at a loss of 32.69.',
    });
    expect(verdictOn(asking('highest final loss'), runs, 0)).toEqual({
      right: false,
      text: 'Adam ends highest, at a loss of 32.69. SGD ends at a loss of 0.8975.',
    });
    expect(verdictOn(asking('lowest final loss'), runs, 1).right).toBe(true);
  });

  test('is by the losses on held-out rows where there are some', () => {
    const trained = [run('SGD', 0.1, { heldOut: 0.4 }), run('Adam', 0.2, { heldOut: 0.3 })];
    expect(verdictOn(asking('highest final loss'), trained, 0).text).toBe(
      'SGD ends highest, at a loss of 0.4000 on the rows held out.',
    );
    expect(verdictOn(asking('lowest final loss'), trained, 0).right).toBe(false);
  });

  test('has a run that diverged behind all others', () => {
    const diverged = [...runs, run('Nesterov', 1e-9, { divergedAt: 7 })];
    expect(verdictOn(asking('highest final loss'), diverged, 3).text).toBe('Nesterov diverged at step 7.');
    expect(verdictOn(asking('lowest final loss'), diverged, 3).right).toBe(false);
  });

  test('is by the step at which the target was passed', () => {
    const asked = asking('first below the target');
    expect(verdictOn(asked, runs, 1).text).toBe('Momentum is the first below the target, at step 24.');
    expect(verdictOn(asked, runs, 0).text).toMatch(/SGD never gets there\.$/);
    const none = verdictOn(asked, [run('SGD', 9), run('Adam', 8)], 0);
    expect(none).toEqual({
      right: false,
      text: 'None gets below the target. SGD never gets there.',
    });
  });

  test('keeps names together that have commas', () => {
    const named = [run('SGD lr 1, batch 8', 2), run('SGD lr 2, batch 8', 1)];
    expect(verdictOn(asking('highest final loss'), named, 1).text).toBe(
      '“SGD lr 1, batch 8” ends highest, at a loss of 2.000. “SGD lr 2, batch 8” ends at a loss of 1.000.',
    );
  });

  test('says what explains it, right or wrong', () => {
    const asked = { ...asking('highest final loss'), explanation: 'Its steps are short.' };
    expect(verdictOn(asked, runs, 2).text).toMatch(/of 32\.69\. Its steps are short\.$/);
    expect(verdictOn(asked, runs, 1).text).toMatch(/of 1\.590e-8\. Its steps are short\.$/);
  });

  test('means one run, several that come to the same but for rounding, or none', () => {
    expect(meantBy(asking('highest final loss'), runs)).toEqual([2]);
    const close = [run('SGD', 0.1 + 0.2), run('Mine', 0.3), run('Adam', 0.31)];
    expect(meantBy(asking('lowest final loss'), close)).toEqual([0, 1]);
    const apart = [run('SGD', 3), run('Mine', null, { divergedAt: 2 }), run('Adam', null, { divergedAt: 9 })];
    expect(meantBy(asking('highest final loss'), apart)).toEqual([1, 2]);
    expect(meantBy(asking('lowest final loss'), apart)).toEqual([0]);
    expect(meantBy(asking('first below the target'), apart)).toEqual([]);
  });

  test('takes any of several that are equal', () => {
    const equal = [run('SGD', 2), run('Mine', 2), run('Adam', 1)];
    for (const chosen of [0, 1])
      expect(verdictOn(asking('highest final loss'), equal, chosen)).toMatchObject({
        right: true,
        text: 'SGD and Mine end highest, at a loss of 2.000.',
      });
    const apart = [run('SGD', 3), run('Mine', 9, { divergedAt: 2 }), run('Adam', 9, { divergedAt: 5 })];
    expect(verdictOn(asking('highest final loss'), apart, 0).text).toBe(
      'Mine and Adam diverged. SGD ends at a loss of 3.000.',
    );
    const there = [run('SGD', 3, { reached: 4 }), run('Mine', 2, { reached: 4 })];
    expect(verdictOn(asking('first below the target'), there, 0).text).toBe(
      'SGD and Mine are the first below the target, at step 4.',
    );
  });
});

test('runs that share a name are told apart by their settings', () => {
  const { runs } = raceOf({
    ...onValley(),
    optimizers: [{ optimizer: 'sgd', lr: [0.01, 0.019] }, { optimizer: 'adam' }],
  });
  expect(runLabels(runs)).toEqual(['SGD lr 0.01', 'SGD lr 0.019', 'Adam']);
});

test('a setting that is called as its optimizer is not named twice', () => {
  const shares = { optimizer: 'momentum', hyperparameters: { momentum: [0.5, 0.9] } };
  expect(runLabels(raceOf({ ...onValley(), optimizers: [shares] }).runs)).toEqual([
    'Momentum 0.5',
    'Momentum 0.9',
  ]);
  expect(runLabels(raceOf({ ...onValley(), optimizers: [shares], lr: [0.1, 0.2] }).runs)[0]).toBe(
    'Momentum lr 0.1, momentum 0.5',
  );
});

test('numbers have four digits, unless these are too few to tell them apart', () => {
  const labels = (lr: readonly number[]) =>
    runLabels(raceOf({ ...onValley(), optimizers: [{ optimizer: 'sgd', lr }] }).runs);
  expect(labels([5.615625, 0.1])).toEqual(['SGD lr 5.616', 'SGD lr 0.1']);
  expect(labels([0.123456, 0.12345678])).toEqual(['SGD lr 0.123456', 'SGD lr 0.12345678']);
});

test('choices whose names have commas are told apart by semicolons', () => {
  const cells = parseLesson(
    '```predict\n{ "experiment": "a", "question": "Which?", "answer": "lowest final loss" }\n```\n\n' +
      '```experiment a\n{ "problem": { "data": "spirals" }, "optimizers": [{ "optimizer": "sgd" }],\n' +
      '"lr": [1, 2], "batch_size": [8, 16], "epochs": 1 }\n```\n',
  ).cells;
  expect(questionOutput(cells, 0)?.text).toMatch(
    /^SGD lr 1, batch 8; SGD lr 2, batch 8; .* or SGD lr 2, batch 16\?$/,
  );
});

test('settings have the names of their runs without the seed', () => {
  const { runs } = raceOf({
    problem: { data: 'spirals', hidden: [4] },
    ...{ optimizers: [{ optimizer: 'sgd' }], lr: [0.01, 0.1], seed: [0, 1], epochs: 1 },
  });
  expect(settingLabels(runs)).toEqual(['SGD lr 0.01', 'SGD lr 0.01', 'SGD lr 0.1', 'SGD lr 0.1']);
});

test('runs are not told from those of other names', () => {
  const { runs } = raceOf({
    problem: { data: 'spirals', hidden: [4] },
    optimizers: [{ optimizer: 'lion', lr: [0.001] }, { optimizer: 'adam' }],
    lr: [0.01],
    seed: [0, 1],
    epochs: 1,
  });
  expect(runLabels(runs)).toEqual(['Lion seed 0', 'Lion seed 1', 'Adam seed 0', 'Adam seed 1']);
});

describe('a question that asks for a number', () => {
  const limit = { formula: '(2 + 2 * momentum) / curvature', values: { momentum: 0.5, curvature: 100 } };
  const asked = { question: 'Up to which rate?', experiment: 'plane', answer: limit };
  const read = (change: object = {}) => readPrediction(JSON.stringify({ ...asked, ...change }));
  const judged = async (said: number, change: object = {}) => {
    const known = read(change);
    if (!('prediction' in known) || !asksNumber(known.prediction)) return expect.fail();
    return verdictOfCheck(known.prediction, await checkAttempt(attemptOf(known.prediction, said)));
  };

  test('is right within a share of what is computed', async () => {
    expect(await judged(0.03)).toEqual({ right: true, text: 'It is 0.03.' });
    expect((await judged(0.0305)).right).toBe(true);
    expect(await judged(0.031)).toEqual({ right: false, text: 'It is 0.03. 0.031 is too large.' });
    expect((await judged(0.031, { tolerance: 0.05 })).right).toBe(true);
    expect((await judged(0.02, { unit: 'a step', explanation: 'Halve it.' })).text).toBe(
      'It is 0.03 a step. 0.02 is too small. Halve it.',
    );
  });

  test('may be about a run', async () => {
    const experiment = { ...onValley(), optimizers: [{ optimizer: 'sgd' }], lr: [0.01], steps: 3 };
    const answer = { experiment, measure: 'largest-stable-lr' };
    expect((await judged(0.02, { answer, tolerance: 0.2 })).right).toBe(true);
  });

  test('says what kind of answer it takes', () => {
    const cells = (change: object) =>
      parseLesson(`\`\`\`predict\n${JSON.stringify({ ...asked, ...change })}\n\`\`\`\n`).cells;
    expect(questionOutput(cells({}), 0)).toMatchObject({
      ...{ heading: 'Up to which rate?', text: 'A number, or a formula.', action: 'Answer' },
    });
    expect(questionOutput(cells({ unit: 'steps' }), 0)?.text).toBe('A number, or a formula. Unit: steps.');
  });

  test('is the one that a map can have', () => {
    const map = { ...onValley(), optimizers: [{ optimizer: 'momentum' }], map: { x: 'lr', y: 'momentum' } };
    const faults = (change: object) =>
      checkCells(
        parseLesson(
          `\`\`\`experiment plane\n${JSON.stringify(map)}\n\`\`\`\n\n\`\`\`predict\n${JSON.stringify({ ...asked, ...change })}\n\`\`\`\n`,
        ).cells,
      ).map(({ message }) => message);
    expect(faults({})).toEqual([]);
    expect(faults({ answer: 'highest final loss' })).toEqual([
      'the experiment has a map, which is no race — expected an answer that is a number',
    ]);
    expect(faults({ answer: { ...limit, values: {} } })).toEqual([
      expect.stringContaining('expected a formula of names that have a value'),
    ]);
  });
});
