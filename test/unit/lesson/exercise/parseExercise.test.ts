import { describe, expect, test } from 'vitest';
import { examineExercise } from '../../../../core/lesson/exercise/examineExercise.ts';
import { parseExercise } from '../../../../core/lesson/exercise/parseExercise.ts';
import { modelAnswer } from '../../../../core/lesson/exercise/rule/referenceRule.ts';
import { findOptimizer } from '../../../../core/optimizers/index.ts';

const experiment = {
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.01],
  steps: 50,
};
const single = { ...experiment, optimizers: [{ optimizer: 'sgd' }] };
const valid = {
  rule: { kind: 'rule', reference: 'adam', settings: { lr: 0.01 } },
  choose: { kind: 'choose', experiment: single, setting: 'lr', loss: 50, within: 50, solution: 0.015 },
  number: { kind: 'number', expected: { formula: '2 / 100' } },
};
const faultsIn = (value: unknown) =>
  parseExercise(JSON.stringify(value)).faults.map(({ message }) => message);

test.each(Object.entries(valid))('%s with its defaults', (kind, value) => {
  const { exercise, faults } = parseExercise(JSON.stringify(value));
  expect(faults).toEqual([]);
  expect(exercise).toMatchObject({ kind, hints: [] });
});

test('a rule’s text may be given as its lines', () => {
  const lines = ['name "A"', 'lr = 1 in [0, inf)', 'update', '  p -= lr * g'];
  const { exercise } = parseExercise(JSON.stringify({ kind: 'rule', reference: lines }));
  expect(exercise).toMatchObject({ reference: `${lines.join('\n')}\n` });
  expect(exercise?.kind === 'rule' && modelAnswer(exercise)).toBe(`${lines.join('\n')}\n`);
});

test('the model answer is the solution, or the reference', () => {
  const answerOf = (fields: object) => {
    const { exercise } = parseExercise(JSON.stringify({ ...valid.rule, ...fields }));
    return exercise?.kind === 'rule' ? modelAnswer(exercise) : null;
  };
  expect(answerOf({})).toBe(findOptimizer('adam')?.rule.lines.join('\n'));
  const solution = ['name "A"', 'update', '  p -= g'];
  expect(answerOf({ solution })).toBe(`${solution.join('\n')}\n`);
});

describe('says what is wrong', () => {
  test.each<[unknown, string]>([
    [{ kind: 'quiz' }, 'kind = "quiz" — expected "rule" or "choose" or "number" or "defend"'],
    [{}, 'kind = missing — expected "rule" or "choose" or "number" or "defend"'],
    [3, 'exercise = 3 — expected an object'],
    [
      { ...valid.rule, hint: [] },
      "hint = [] — expected one of kind, title, hints, explanation, reference, settings, gradients, steps, rate, starter, solution; did you mean 'hints'?",
    ],
    [{ ...valid.rule, hints: 'Look.' }, 'hints = "Look." — expected a list'],
    [{ ...valid.rule, steps: 0 }, 'steps = 0 — expected a whole number of at least 1'],
    [
      { ...valid.rule, reference: 'adm' },
      expect.stringMatching(
        /^reference = "adm" — expected one of sgd, .* or the lines of a rule; did you mean 'adam'\?$/,
      ),
    ],
    [
      { ...valid.rule, reference: 'name "A"\nupdate\n  p -= lr * g\n' },
      "reference, line 3, column 8 — unknown name 'lr'",
    ],
    [
      { ...valid.rule, solution: ['name "A"', 'update', '  p -= g +'] },
      expect.stringMatching(/^solution, line 3, column \d+ — expected/),
    ],
    [{ ...valid.rule, settings: { beta1: 1 } }, 'settings.beta1 = 1 — expected 0 <= beta1 < 1'],
    [
      { ...valid.rule, settings: { beta: 1 } },
      expect.stringContaining('settings.beta = 1 — expected one of lr, beta1'),
    ],
    [
      { ...valid.rule, gradients: [{ surface: 'vally' }] },
      expect.stringMatching(
        /^gradients\[0\]\.surface = "vally" — expected one of valley, .*did you mean 'valley'\?$/,
      ),
    ],
    [{ ...valid.rule, gradients: [{ noise: 0.5 }] }, 'gradients[0].noise = 0.5 — expected a whole number'],
    [
      { ...valid.rule, gradients: [{ sequence: [[1, 2], [1]] }] },
      'gradients[0].sequence[1] = [1] — expected 2 numbers, as before',
    ],
    [
      { ...valid.rule, gradients: [{ sequence: [[1, 2]], start: [1] }] },
      'gradients[0].start = [1] — expected 2 numbers, one for each parameter',
    ],
    [
      { ...valid.choose, experiment: { ...experiment, steps: 600_000 } },
      'experiment has 1,200,000 steps in all — expected at most 1,000,000',
    ],
    [
      { ...valid.choose, experiment: { ...experiment, lr: [0] } },
      expect.stringMatching(/^experiment: lr\[0\] = 0 — expected a number above 0/),
    ],
    [{ ...valid.choose, experiment }, 'experiment has 2 runs — expected one'],
    [
      {
        ...valid.choose,
        experiment: { ...experiment, problem: { csv: 'a.csv', target: 'y' }, steps: undefined },
      },
      'experiment.problem = {"csv":"a.csv","target":"y","hidden":[]} — expected no file: a surface, or data that ships',
    ],
    [{ ...valid.choose, setting: 'beta' }, expect.stringMatching(/^solution: .*beta/)],
    [{ ...valid.choose, solution: -1 }, expect.stringMatching(/^solution: lr\[0\] = -1/)],
    [
      { kind: 'number', expected: { formula: '2 / curvture', values: { curvature: 100 } } },
      'expected.formula = "2 / curvture" — expected a formula of names that have a value: curvture has none; did you mean \'curvature\'?',
    ],
    [
      { kind: 'number', expected: { formula: '2 /' } },
      'expected.formula = "2 /" — expected a formula: expected a number, a name or \'(\', found the end of the line',
    ],
    [
      { kind: 'number', expected: { formula: '1\n2' } },
      'expected.formula = "1\\n2" — expected a formula in one line',
    ],
    [
      { kind: 'number', expected: { formula: '1 / 0' } },
      'expected.formula = "1 / 0" — expected a finite number; it is Infinity',
    ],
    [
      { kind: 'number', expected: { formula: 'sum(2)' } },
      'expected.formula = "sum(2)" — expected a formula of numbers',
    ],
    [
      { kind: 'number', expected: { experiment, measure: 'final' } },
      'expected.experiment has 2 runs — expected one',
    ],
    [
      { kind: 'number', expected: { experiment: single, measure: 'best', steps: 2 } },
      expect.stringContaining('expected.steps = 2 — expected one of experiment, measure'),
    ],
    [
      { ...valid.number, mistakes: [{ number: { formula: 'x' }, message: 'No.' }] },
      expect.stringContaining('mistakes[0].number.formula = "x"'),
    ],
  ])('%j', (value, message) => {
    const [first] = faultsIn(value);
    expect(first).toEqual(message);
    expect(parseExercise(JSON.stringify(value)).exercise).toBeNull();
  });

  test('where it stands, also in a text that is no JSON', () => {
    const text = '{\n  // What is asked.\n  "kind": "rule",\n  "reference": "adam", "steps": -3,\n}';
    const [fault] = parseExercise(text).faults;
    expect(fault).toMatchObject({ offset: text.indexOf('-3'), length: 2 });
    expect(parseExercise('{ "kind": ').faults[0]).toMatchObject({ path: null });
    expect(parseExercise('').exercise).toBeNull();
  });

  test('all of it, in the order of the text', () => {
    const text = JSON.stringify({
      kind: 'rule',
      reference: 'adm',
      gradients: [{ surface: 'x' }],
      solution: 'name',
    });
    const { faults } = parseExercise(text);
    expect(faults.map(({ path }) => path?.[0])).toEqual(['reference', 'gradients', 'solution']);
  });
});

describe('examined', () => {
  const examined = async (value: unknown, starter?: string) => {
    const { exercise } = parseExercise(JSON.stringify(value));
    if (!exercise) throw new TypeError('expected an exercise');
    return examineExercise(exercise, starter);
  };
  const wrong = ['name "A"', 'lr = 0.01 in [0, inf)', 'update', '  p += lr * g'];
  const right = wrong.map((line) => line.replace('+=', '-='));
  const sgd = { kind: 'rule', reference: right };

  test.each(Object.values(valid))('%j has nothing wrong', async (value) => {
    expect(await examined(value)).toEqual([]);
  });

  test('a solution that doesn’t pass, and a starter that does', async () => {
    expect(await examined(sgd, `${wrong.join('\n')}\n`)).toEqual([]);
    expect(await examined(sgd, `${right.join('\n')}\n`)).toEqual([
      { message: 'The starter passes as it is, so that there is nothing to do.', path: ['starter'] },
    ]);
    expect(await examined({ ...sgd, starter: right }, `${wrong.join('\n')}\n`)).toHaveLength(1);
    const [fault] = await examined({ ...sgd, solution: wrong });
    expect(fault?.path).toEqual(['solution']);
    expect(fault?.message).toMatch(/^The solution doesn’t pass\. The sign of the step is flipped/);
    expect((await examined({ ...valid.choose, loss: 1e-9 }))[0]?.message).toMatch(
      /^The solution doesn’t pass\. With lr 0\.015/,
    );
  });

  test('a reference that leaves the finite numbers', async () => {
    const settings = { lr: 1 };
    expect(await examined({ kind: 'rule', reference: 'sgd', settings })).toEqual([
      {
        message:
          'The reference comes to numbers that aren’t finite on the surface Ill-conditioned valley, in step 155: set a smaller lr.',
        path: ['reference'],
      },
    ]);
    expect(
      await examined({ kind: 'rule', reference: 'sgd', settings, gradients: [{ sequence: [[1, 2]] }] }),
    ).toEqual([]);
  });

  test('a mistake that is none', async () => {
    const number = { ...valid.number, mistakes: [{ number: { formula: '0.02' }, message: 'No.' }] };
    expect(await examined(number)).toEqual([
      { message: 'Mistake 1 is right: 0.02, where 0.02 is expected.', path: ['mistakes', 0, 'number'] },
    ]);
  });

  test('a number that nobody can give', async () => {
    const expected = { experiment: { ...single, target: 1e-9 }, measure: 'first' };
    expect(await examined({ kind: 'number', expected })).toEqual([
      { message: 'The right number is Infinity: nobody can give it.', path: ['expected'] },
    ]);
  });
});
