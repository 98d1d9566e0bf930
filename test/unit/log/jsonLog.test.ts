/** Logs of JSON: lines, and documents. */
import { describe, expect, test } from 'vitest';
import { drawn, numbersOf, readLogOf } from './logTools.ts';

const messagesOf = (log: ReturnType<typeof readLogOf>) => log.remarks.list().map(({ message }) => message);

describe('JSON lines', () => {
  test('of a Hugging Face Trainer have training and evaluation in lines of their own', () => {
    const text = `{"loss": 2.5, "grad_norm": 1.25, "learning_rate": 5e-05, "epoch": 0.1, "step": 10}
{"eval_loss": 2.25, "eval_accuracy": 0.25, "eval_runtime": 12.5, "epoch": 0.1, "step": 10}
{"loss": 2.0, "grad_norm": 0.5, "learning_rate": 4e-05, "epoch": 0.2, "step": 20}
{"train_runtime": 100.5, "train_loss": 2.25, "total_flos": 1e15, "epoch": 0.2, "step": 20}
`;
    const { steps, losses, evaluations, facts } = drawn(text);
    expect([steps, losses]).toEqual([
      [10, 20],
      [2.5, 2],
    ]);
    expect(evaluations).toEqual([{ step: 10, loss: 2.25, accuracy: 0.25 }]);
    expect(facts.roles).toMatchObject({
      step: 'step',
      epoch: 'epoch',
      loss: 'loss',
      learningRate: 'learning_rate',
    });
    expect(facts.roles.seconds).toBeUndefined();
  });

  test('of Weights & Biases have names with underscores, and objects inside', () => {
    const text = `{"_step": 0, "_runtime": 1.5, "train": {"loss": 4, "grad": {"norm": 1}}, "note": "first"}
{"_step": 5, "_runtime": 2.5, "train": {"loss": "NaN"}, "grad": {"_type": "histogram", "bins": [1, 2]}}
`;
    const { steps, losses, state, facts } = drawn(text);
    expect([steps, losses]).toEqual([
      [0, 5],
      [4, Number.NaN],
    ]);
    expect(state.stepsPerSecond).toBe(5);
    expect(facts.names).toEqual(['_step', '_runtime', 'train/loss', 'train/grad/norm']);
  });

  test('may have what Python writes where JSON has no digits', () => {
    const text = `{"step": 0, "loss": NaN, "text": "NaN, -Infinity \\" NaN"}
{"step": 1, "loss": Infinity}
{"step": 2, "loss": -Infinity}
`;
    expect(numbersOf(readLogOf(text))['']).toEqual({
      step: [0, 1, 2],
      loss: [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    });
  });

  test('have numbers as texts, too', () => {
    expect(numbersOf(readLogOf('{"step": "7", "loss": "0.5", "model": "small"}\n'))).toEqual({
      '': { step: [7], loss: [0.5] },
    });
  });

  test('that are broken are left out, and said with the first of them', () => {
    const text = '{"loss": 1}\n{"loss": 2\n\nEpoch 3\n[1, 2]\n{"loss": 4}\n';
    const log = readLogOf(text);
    expect(numbersOf(log)).toEqual({ '': { loss: [1, 4] } });
    expect(messagesOf(log)).toEqual(["3 lines that can't be read, left out; the first is line 2"]);
  });

  test('of which the first is broken are lines nonetheless', () => {
    const log = readLogOf('{"loss": oops}\n{"loss": 4}\n');
    expect(numbersOf(log)).toEqual({ '': { loss: [4] } });
    expect(messagesOf(log)).toEqual(["a line that can't be read, left out; line 1"]);
  });

  test('are there when their end is', () => {
    const text = '{"loss": 1}\n{"loss": 2}';
    expect(numbersOf(readLogOf(text, { isWhole: false }))).toEqual({ '': { loss: [1] } });
    expect(numbersOf(readLogOf(text))).toEqual({ '': { loss: [1, 2] } });
  });

  test('tell runs apart by a name', () => {
    const text =
      '{"trial_id": "t1", "loss": 1}\n{"trial_id": "t2", "loss": 2}\n{"trial_id": "t1", "loss": 3}\n';
    expect(numbersOf(readLogOf(text))).toEqual({ t1: { loss: [1, 3] }, t2: { loss: [2] } });
  });

  test('are rows also where there is nothing in them', () => {
    const log = readLogOf('{"loss": 4}\n{}\n{"note": "x"}\n{"loss": 3}\n');
    expect(log.runs.get('')?.rows).toBe(4);
    expect(drawn('{"loss": 4}\n{}\n{"note": "x"}\n{"loss": 3}\n').steps).toEqual([0, 3]);
  });

  test('have names that JavaScript’s objects have, too', () => {
    const text = '{"__proto__": 1, "constructor": {"toString": 2}, "hasOwnProperty": 3, "log_history": 4}\n';
    const columns = readLogOf(text).runs.get('')?.columns;
    expect([...(columns ?? [])].map(([name, column]) => [name, column.valueAt(0)])).toEqual([
      ['__proto__', 1],
      ['constructor/toString', 2],
      ['hasOwnProperty', 3],
      ['log_history', 4],
    ]);
  });
});

describe('a JSON document', () => {
  const state = {
    best_metric: null,
    epoch: 0.2,
    log_history: [
      { epoch: 0.1, loss: 2.5, step: 10 },
      { epoch: 0.1, eval_loss: 2.25, step: 10 },
      { epoch: 0.2, loss: 2, step: 20 },
    ],
    max_steps: 100,
  };
  const found = { steps: [10, 20], losses: [2.5, 2], evaluations: [{ step: 10, loss: 2.25 }] };

  test.each([
    ['trainer_state.json, indented', JSON.stringify(state, null, 2)],
    ['trainer_state.json in one line', JSON.stringify(state)],
    ['a list, indented', JSON.stringify(state.log_history, null, '\t')],
    ['a list in one line', JSON.stringify(state.log_history)],
    [
      'a list of an object a line',
      `[\n${state.log_history.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
    ],
  ])('is %s', (_, text) => {
    expect(drawn(`${text}\n`)).toMatchObject(found);
    expect(drawn(text)).toMatchObject(found);
    expect(readLogOf(`${text}\n`, { isWhole: false }).values).toBeGreaterThan(0);
  });

  test('is the history of Keras: an object of lists', () => {
    const history = { loss: [1, 0.5], val_loss: [1.25, 0.75], accuracy: [0.5, 0.625] };
    const { steps, losses, evaluations, facts } = drawn(JSON.stringify(history));
    expect([steps, losses, facts.stepUnit]).toEqual([[0, 1], [1, 0.5], 'row']);
    expect(readLogOf(JSON.stringify(history)).runs.get('')?.rows).toBe(2);
    expect(evaluations).toEqual([
      { step: 0, loss: 1.25, accuracy: 0.5 },
      { step: 1, loss: 0.75, accuracy: 0.625 },
    ]);
  });

  test('that has no end is said', () => {
    const log = readLogOf('{\n  "log_history": [\n    {"loss": 1},\n');
    expect(log.values).toBe(0);
    expect(messagesOf(log)).toEqual(["a line that can't be read, left out; line 1"]);
  });

  test('whose brackets close, but that is none, is said', () => {
    const log = readLogOf('{\n  "a" "}",\n}\n{"loss": 1}\n');
    expect(numbersOf(log)).toEqual({ '': { loss: [1] } });
    expect(messagesOf(log)).toEqual(["a line that can't be read, left out; line 1"]);
  });

  test('that is too long is refused', () => {
    const lines = `${' '.repeat(2 ** 22 - 1)}\n`;
    expect(() => readLogOf(`{\n${lines.repeat(9)}`)).toThrow(
      'a JSON document of more than 32 MB — expected JSON lines: an object in each line',
    );
  });

  test('may be as deep as it wants', () => {
    const depth = 100_000;
    const text = `${'{"a": '.repeat(depth)}1${'}'.repeat(depth)}\n{"loss": 1}\n`;
    expect(numbersOf(readLogOf(text))['']).toMatchObject({ loss: [1] });
    expect(numbersOf(readLogOf(`${'['.repeat(depth)}${']'.repeat(depth)}\n{"loss": 1}\n`))['']).toEqual({
      loss: [1],
    });
  });
});
