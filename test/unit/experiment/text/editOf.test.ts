import { describe, expect, test } from 'vitest';
import { suggest } from '../../../../core/experiment/suggest.ts';
import { checkText } from '../../../../core/experiment/text/checkText.ts';
import { editOf } from '../../../../core/experiment/text/editOf.ts';

/** The text after the suggestion for its first fault, and the message of that fault. */
function mended(text: string): { readonly text: string | null; readonly message: string } {
  const read = checkText(text);
  const [first] = read.faults;
  if (!first?.path) throw new Error(`${text} has no fault of a field`);
  const suggestion = suggest(read.value, first.path);
  const edit = suggestion && editOf(text, read, first.path, suggestion);
  return {
    message: first.message,
    text: edit && text.slice(0, edit.offset) + edit.text + text.slice(edit.offset + edit.length),
  };
}

const valley = '"problem": { "surface": "valley" }';
const sgd = '"optimizers": [{ "optimizer": "sgd" }]';
const lr = '"lr": [0.1]';

describe('a suggestion, followed, leaves a text without fault', () => {
  test.each([
    // The value in another form.
    [`{ ${valley}, ${sgd}, "lr": 0.1 }`, `{ ${valley}, ${sgd}, "lr": [0.1] }`, ', such as [0.1]'],
    [`{ ${valley}, ${sgd}, "lr": "0.1" }`, `{ ${valley}, ${sgd}, "lr": [0.1] }`, ', such as [0.1]'],
    [`{ ${valley}, ${sgd}, "lr": ["0.1"] }`, `{ ${valley}, ${sgd}, "lr": [0.1] }`, 'a number, such as 0.1'],
    [
      `{ ${valley}, ${sgd}, "lr": { "from": 0.1, "to": 1 } }`,
      `{ ${valley}, ${sgd}, "lr": { "from": 0.1, "to": 1, "count": 9 } }`,
      ', such as 9',
    ],
    [
      `{ ${valley}, ${sgd}, "lr": { "from": 0.1, "to": 1, "count": "5" } }`,
      `{ ${valley}, ${sgd}, "lr": { "from": 0.1, "to": 1, "count": 5 } }`,
      ', such as 5',
    ],
    [
      `{ ${valley}, ${sgd}, "lr": { "from": 0.1, "to": 1, "count": 5, "scale": "linaer" } }`,
      `{ ${valley}, ${sgd}, "lr": { "from": 0.1, "to": 1, "count": 5, "scale": "linear" } }`,
      'did you mean',
    ],
    [`{ ${valley}, ${sgd} }`, `{ ${valley}, ${sgd}, "lr": [0.01] }`, ', such as [0.01]'],
    // Fields that say the same.
    [
      `{ ${valley}, "optimizers": [{ "optimizer": "adam", "hyperparameters": { "betas": [0.9, 0.99] } }], ${lr} }`,
      `{ ${valley}, "optimizers": [{ "optimizer": "adam", "hyperparameters": { "beta1": 0.9, "beta2": 0.99 } }], ${lr} }`,
      '"beta1": 0.9, "beta2": 0.99 in its place',
    ],
    [
      `{ ${valley}, ${sgd}, ${lr}, "momentum": 0.9 }`,
      `{ ${valley}, "optimizers": [{ "optimizer": "sgd", "hyperparameters": { "momentum": 0.9 } }], ${lr} }`,
      'its place is optimizers[0].hyperparameters',
    ],
    [
      `{ ${valley}, ${sgd}, ${lr}, "steps": "50" }`,
      `{ ${valley}, ${sgd}, ${lr}, "steps": 50 }`,
      ', such as 50',
    ],
    [
      `{ ${valley}, ${sgd}, ${lr}, "steps": [50] }`,
      `{ ${valley}, ${sgd}, ${lr}, "steps": 50 }`,
      ', such as 50',
    ],
    [
      `{ ${valley}, "optimizers": "sgd", ${lr} }`,
      `{ ${valley}, ${sgd}, ${lr} }`,
      ', such as [{ "optimizer": "sgd" }]',
    ],
    [
      `{ ${valley}, "optimizers": "SGD", ${lr} }`,
      `{ ${valley}, ${sgd}, ${lr} }`,
      ', such as [{ "optimizer": "sgd" }]',
    ],
    [
      `{ ${valley}, "optimizers": ["sgd"], ${lr} }`,
      `{ ${valley}, ${sgd}, ${lr} }`,
      ', such as { "optimizer": "sgd" }',
    ],
    [
      `{ ${valley}, "optimizers": { "optimizer": "sgd" /* plain */ }, ${lr} }`,
      `{ ${valley}, "optimizers": [{ "optimizer": "sgd" /* plain */ }], ${lr} }`,
      ', such as [{ "optimizer": "sgd" }]',
    ],
    [
      `{ "problem": "valley", ${sgd}, ${lr} }`,
      `{ ${valley}, ${sgd}, ${lr} }`,
      ', such as { "surface": "valley" }',
    ],
    [
      `{ "problem": { "data": "digits" }, ${sgd}, ${lr}, "batch_size": "full" }`,
      `{ "problem": { "data": "digits" }, ${sgd}, ${lr}, "batch_size": ["full"] }`,
      ', such as ["full"]',
    ],
    [
      `{ "problem": { "data": "digits" }, ${sgd}, ${lr}, "batch_size": ["ful"] }`,
      `{ "problem": { "data": "digits" }, ${sgd}, ${lr}, "batch_size": ["full"] }`,
      "; did you mean 'full'?",
    ],
    [
      `{ "problem": { "data": "digits", "activation": "rel" }, ${sgd}, ${lr} }`,
      `{ "problem": { "data": "digits", "activation": "relu" }, ${sgd}, ${lr} }`,
      "; did you mean 'relu'?",
    ],
    [
      `{ "problem": "x**2 + y**2", ${sgd}, ${lr} }`,
      `{ "problem": { "formula": "x**2 + y**2" }, ${sgd}, ${lr} }`,
      ', such as { "formula": "x**2 + y**2" }',
    ],
    // Another name.
    [
      `{ "problem": { "surface": "x**2 + y**2" }, ${sgd}, ${lr} }`,
      `{ "problem": { "formula": "x**2 + y**2" }, ${sgd}, ${lr} }`,
      '; did you mean the field "formula"?',
    ],
    [
      `{ ${valley}, ${sgd}, ${lr}, "seeds": [1] }`,
      `{ ${valley}, ${sgd}, ${lr}, "seed": [1] }`,
      "; did you mean 'seed'?",
    ],
    [
      `{ ${valley}, ${sgd}, ${lr}, "iterations": 9 }`,
      `{ ${valley}, ${sgd}, ${lr}, "steps": 9 }`,
      "; did you mean 'steps'?",
    ],
    [
      `{ "problem": { "data": "digits" }, ${sgd}, ${lr}, "batchSize": [8] }`,
      `{ "problem": { "data": "digits" }, ${sgd}, ${lr}, "batch_size": [8] }`,
      "; did you mean 'batch_size'?",
    ],
    // Another place.
    [
      `{ ${valley}, ${sgd}, ${lr}, "start": [1, 2] }`,
      `{ "problem": { "surface": "valley", "start": [1, 2] }, ${sgd}, ${lr} }`,
      '; its place is problem',
    ],
    [
      `{ "problem": { "surface": "valley", "steps": 9 }, ${sgd}, ${lr} }`,
      `{ ${valley}, ${sgd}, ${lr}, "steps": 9 }`,
      '; its place is experiment',
    ],
    [
      `{ ${valley}, "optimizers": [{ "optimizer": "sgd", "momentum": 0.9 }], ${lr} }`,
      `{ ${valley}, "optimizers": [{ "optimizer": "sgd", "hyperparameters": { "momentum": 0.9 } }], ${lr} }`,
      '; its place is optimizers[0].hyperparameters',
    ],
    [
      `{ ${valley}, "optimizers": [{ "optimizer": "adam", "beta1": 0.5, "hyperparameters": { "beta2": 0.9 } }], ${lr} }`,
      `{ ${valley}, "optimizers": [{ "optimizer": "adam", "hyperparameters": { "beta2": 0.9, "beta1": 0.5 } }], ${lr} }`,
      '; its place is optimizers[0].hyperparameters',
    ],
    // What is missing.
    [
      `{ ${sgd}, ${lr} }`,
      `{ ${sgd}, ${lr}, "problem": { "surface": "valley" } }`,
      ', such as { "surface": "valley" }',
    ],
    [`{ ${valley}, "optimizers": [{}], ${lr} }`, null, ', such as "sgd"'],
    [
      `{ ${valley}, ${sgd} }`,
      `{ ${valley}, ${sgd}, "lr": [0.01] }`,
      'lr = missing — expected a list, such as',
    ],
    [
      `{ ${valley}, "optimizers": [{ "optimizer": "sgd", ${lr} }, { "optimizer": "adam" }] }`,
      `{ ${valley}, "optimizers": [{ "optimizer": "sgd", ${lr} }, { "optimizer": "adam", "lr": [0.01] }] }`,
      'optimizers[1].lr = missing — expected a list here, or as lr of the experiment for all that have none, such as [0.01]',
    ],
  ])('%s', (text, expected, words) => {
    const after = mended(text);
    expect(after.message).toContain(words);
    expect(checkText(after.text ?? '').faults).toEqual([]);
    if (expected !== null) expect(after.text).toBe(expected);
  });
});

describe('suggests nothing', () => {
  test.each([
    [`{ ${valley}, ${sgd}, "lr": "fast" }`, 'lr = "fast" — expected a list'],
    [`{ ${valley}, ${sgd}, "lr": [0] }`, 'lr[0] = 0 — expected a number above 0'],
    [`{ ${valley}, ${sgd}, "lr": "" }`, 'lr = "" — expected a list'],
    [`{ ${valley}, ${sgd}, ${lr}, "steps": [50, 60] }`, 'steps = [50,60] — expected a whole number'],
    [`{ ${valley}, ${sgd}, ${lr}, "steps": "1.5" }`, 'steps = "1.5" — expected a whole number'],
  ])('where nothing is near: %s', (text, message) => {
    expect(mended(text)).toEqual({ message, text: null });
  });

  test('that takes the place of what is there', () => {
    const text = `{ "problem": { "surface": "valley", "start": [1, 2] }, ${sgd}, ${lr}, "start": [3, 4] }`;
    expect(mended(text).text).toBeNull();
  });

  test('for a value as long as a file', () => {
    const many = Array.from({ length: 1000 }, (_, index) => index);
    const text = `{ ${valley}, "optimizers": { "optimizer": "sgd", "hyperparameters": ${JSON.stringify(many)} }, ${lr} }`;
    expect(mended(text).text).toBeNull();
  });
});

test('takes the line of the field along', () => {
  const text = `{\n  ${valley},\n  "start": [1, 2],\n  ${sgd},\n  ${lr}\n}\n`;
  expect(mended(text).text).toBe(
    `{\n  "problem": { "surface": "valley", "start": [1, 2] },\n  ${sgd},\n  ${lr}\n}\n`,
  );
});

test('writes a field in a line of its own where the others are', () => {
  const text = `{\n  "problem": {\n    "surface": "valley", // narrow\n  },\n  ${sgd},\n  ${lr},\n  "start": [1, 2]\n}`;
  expect(mended(text).text).toBe(
    `{\n  "problem": {\n    "surface": "valley",\n    "start": [1, 2], // narrow\n  },\n  ${sgd},\n  ${lr}\n}`,
  );
});

test.each([
  [
    `{ ${valley}, ${sgd}, ${lr}, "start": [1, 2]}  // end of it`,
    `{ "problem": { "surface": "valley", "start": [1, 2] }, ${sgd}, ${lr} }  // end of it`,
  ],
  [
    `{ ${valley}, "start": [1, 2] /* one */, ${sgd}, ${lr} }`,
    `{ "problem": { "surface": "valley", "start": [1, 2] }, /* one */ ${sgd}, ${lr} }`,
  ],
])('takes the comma of the field along, and one of the spaces: %s', (text, expected) => {
  const after = mended(text).text ?? '';
  expect(checkText(after).faults).toEqual([]);
  expect(after.replaceAll(/\s/g, '')).toBe(expected.replaceAll(/\s/g, ''));
  expect(after.slice(-14)).toBe(expected.slice(-14));
});

test('keeps comments and line breaks where it moves a field', () => {
  const text = `{\r\n  // narrow\r\n  ${valley},\r\n  ${sgd},\r\n  ${lr}, // one\r\n  "start": [1, 2 /* two */]\r\n}\r\n`;
  const after = mended(text).text ?? '';
  expect(after).toContain('// narrow\r\n');
  expect(after).toContain('// one');
  expect(after).toContain('[1, 2 /* two */]');
  expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(checkText(after).experiment?.problem).toEqual({ surface: 'valley', start: [1, 2] });
});
