import { describe, expect, test } from 'vitest';
import { suggest } from '../../../../core/experiment/suggest.ts';
import { checkText, describeFaults } from '../../../../core/experiment/text/checkText.ts';

/** What each fault marks, and what the text there was probably meant to be. */
function marksOf(text: string) {
  const { faults, value } = checkText(text);
  return faults.map(({ path, offset, length }) => {
    const meant = suggest(value, path ?? []);
    return [text.slice(offset, offset + length), meant && 'json' in meant ? meant.json : null];
  });
}

const rest = '"optimizers": [{ "optimizer": "sgd" }], "lr": [0.1]';

test('a text without faults is its experiment', () => {
  const { experiment, faults } = checkText(`{ "problem": { "surface": "valley" }, ${rest}, } // end`);
  expect(faults).toEqual([]);
  expect(experiment?.lr).toEqual([0.1]);
});

describe('marks the very field', () => {
  test.each<[string, [string, string | null][]]>([
    [`{ "problem": { "surface": "vally" }, ${rest} }`, [['"vally"', '"valley"']]],
    [`{ "problem": { "data": "digit" }, ${rest} }`, [['"digit"', '"digits"']]],
    [
      '{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "momentun" }], "lr": [0.1] }',
      [['"momentun"', '"momentum"']],
    ],
    [
      '{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "adam", "hyperparameters": { "bete1": 0.5 } }], "lr": [0.1] }',
      [['"bete1"', '"beta1"']],
    ],
    [
      '{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "adam", "hyperparameters": { "beta1": 1.5 } }], "lr": [0.1] }',
      [['1.5', null]],
    ],
    [`{ "problem": { "surface": "valley" }, ${rest}, "stesp": 5 }`, [['"stesp"', '"steps"']]],
    [`{ "problem": { "data": "digits", "hiden": [8] }, ${rest} }`, [['"hiden"', '"hidden"']]],
    [`{ "problem": { "data": "digits", "activation": "rellu" }, ${rest} }`, [['"rellu"', '"relu"']]],
    [`{ "problem": { "surface": "valley" }, ${rest}, "record": "thined" }`, [['"thined"', '"thinned"']]],
    [
      `{ "problem": { "surface": "valley" }, ${rest}, "schedule": { "name": "StepLr", "step_size": 5 } }`,
      [['"StepLr"', '"StepLR"']],
    ],
    [
      `{ "problem": { "surface": "valley" }, ${rest}, "schedule": { "name": "StepLR", "step_siz": 5, "step_size": 5 } }`,
      [['"step_siz"', null]],
    ],
    [
      '{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "sgd" }], "lr": [0.1, 0] }',
      [['0', null]],
    ],
    [
      '{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "sgd" }], "lr": 0.1 }',
      [['0.1', '[0.1]']],
    ],
    [
      '{ "problem": "valley", "optimizers": [{ "optimizer": "sgd" }], "lr": [1] }',
      [['"valley"', '{ "surface": "valley" }']],
    ],
    [
      '{ "problem": "digits", "optimizers": [{ "optimizer": "sgd" }], "lr": [1] }',
      [['"digits"', '{ "data": "digits" }']],
    ],
    [
      '{ "problem": { "surface": "valley" }, "optimizers": ["sgd"], "lr": [1] }',
      [['"sgd"', '{ "optimizer": "sgd" }']],
    ],
    [`{ "problem": { "data": "digits", "hidden": 8 }, ${rest} }`, [['8', '[8]']]],
    [
      `{ "problem": { "surface": "valley" }, ${rest}, "schedule": "CosineAnnealingLR" }`,
      [['"CosineAnnealingLR"', '{ "name": "CosineAnnealingLR" }']],
    ],
    [`{ ${rest} }`, [['{', '{ "surface": "valley" }']]],
    ['{ "problem": { "surface": "valley" }, "optimizers": [ {} ], "lr": [0.1] }', [['{', '"sgd"']]],
    [`{\n"problem": {\n"surface": "valley", "data": "digits"\n}, ${rest} }`, [['"problem"', null]]],
    ['5', [['5', null]]],
    [`{ "problem": { "surface": "valley" }, ${rest}, "__proto__": 5 }`, [['"__proto__"', null]]],
    [`{ "problem": { "surface": "valley" }, ${rest}, "constructor": 5 }`, [['"constructor"', null]]],
    [`{ "problem": { "surface": "constructor" }, ${rest} }`, [['"constructor"', null]]],
  ])('in %j', (text, marks) => {
    expect(marksOf(text)).toEqual(marks);
  });

  test('also a name where something else is wrong', () => {
    const text =
      '{ "problem": { "surface": "vally" }, "optimizers": [{ "optimizer": "momentun" }, {}], "lr": 0.1, "schedule": { "name": "Step" } }';
    expect(marksOf(text)).toEqual([
      ['"vally"', '"valley"'],
      ['"momentun"', '"momentum"'],
      ['{', '"sgd"'],
      ['0.1', '[0.1]'],
      ['"Step"', '"StepLR"'],
    ]);
  });

  test.each([
    ['"surface": "x**2+y**2"', '"formula"'],
    ['"surface": "sin(x)"', '"formula"'],
    ['"surface": "x"', '"formula"'],
    ['"surface": "x - y"', '"formula"'],
    ['"surface": "x^2 + y^2"', '"formula"'],
    ['"surface": "digits"', '"data"'],
    ['"surface": "data/houses.csv"', '"csv"'],
    ['"data": "valley"', '"surface"'],
    ['"data": "houses.csv"', '"csv"'],
    ['"formula": "Rosenbrock"', '"surface"'],
    ['"formula": "spirals"', '"data"'],
  ])('a value that fits another field of the problem: %s', (problem, field) => {
    const text = `{ "problem": { ${problem} }, ${rest} }`;
    const [fault, ...others] = checkText(text).faults;
    expect(others).toEqual([]);
    expect(fault?.message).toMatch(new RegExp(`; did you mean the field ${field}\\?$`));
    expect(suggest(checkText(text).value, fault?.path ?? [])).toEqual({ kind: 'name', json: field });
    const other = `{ "problem": { ${problem} }, ${rest.replace('[0.1]', '0.1')} }`;
    expect(checkText(other).faults[0]?.message).toMatch(
      problem.includes('formula') ? /^lr/ : /did you mean the field/,
    );
  });

  test('a surface with a dash is none', () => {
    for (const name of ['sharp-minimum', 'five-fold', 'xy', 'saddle-point'])
      expect(checkText(`{ "problem": { "surface": "${name}" }, ${rest} }`).faults[0]?.message).not.toContain(
        'field',
      );
  });

  test('faults are told in the order of the text, what is said of the whole last', () => {
    const text = `{ "lr": 0.1, "seeds": [-1], ${Array.from({ length: 30 }, (_, key) => `"k${key}": 1`).join(', ')}, "optimizers": [{}], "problem": { "surface": "vally" } }`;
    const { faults } = checkText(text);
    const offsets = faults.filter(({ path }) => path?.length !== 0).map(({ offset }) => offset);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    expect(faults[0]?.path).toEqual(['lr']);
    expect(faults.at(-1)?.path).toEqual([]);
  });

  test('and no name twice', () => {
    const text = '{ "problem": { "surface": 5 }, "optimizers": [{ "optimizer": "momentun" }], "lr": [0.1] }';
    expect(checkText(text).faults.map(({ path }) => path?.join('.'))).toEqual([
      'problem.surface',
      'optimizers.0.optimizer',
    ]);
  });

  test('of a text that is no JSON', () => {
    const { experiment, faults } = checkText('{ "problem" }');
    expect(experiment).toBeNull();
    expect(faults.map(({ message }) => message)).toEqual([
      '} — expected a colon after the name of the field',
    ]);
  });

  test('and compares long names with none', () => {
    const long = 'a'.repeat(900_000);
    expect(suggest({ problem: { surface: long } }, ['problem', 'surface'])).toBeNull();
    expect(suggest({ [long]: 1 }, [long])).toBeNull();
  });
});

test('a message tells the first faults and how many more there are', () => {
  const text = `{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "sgd" }], "lr": [${'0,'.repeat(7)}] }`;
  const message = describeFaults('a.experiment.json', checkText(text).faults, text);
  expect(message).toMatch(/^a\.experiment\.json: lr\[0\] = 0 — .*; lr\[4\] = 0 — [^;]*; and 2 more$/);
});

test('of very many faults the first are placed, and all are counted', () => {
  const keys = Array.from({ length: 40_000 }, (_, key) => `"k${key}":${key}`).join(',');
  const text = `{${keys},"problem":{"surface":"valley"},${rest}}`;
  const { faults, faultCount } = checkText(text);
  expect(faults.length).toBeLessThanOrEqual(100);
  expect(describeFaults('a', faults, text, faultCount).length).toBeLessThan(2000);
  expect(describeFaults('a', faults, text, faultCount)).toMatch(/; and [\d,]+ more$/);
});

test('a message about what is no JSON has line and column', () => {
  const text = '{\n  "lr" [1]\n}';
  expect(describeFaults('a', checkText(text).faults, text)).toBe(
    'a, line 2, column 8: [ — expected a colon after the name of the field',
  );
});
