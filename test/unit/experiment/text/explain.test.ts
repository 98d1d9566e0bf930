import { expect, test } from 'vitest';
import { explain } from '../../../../core/experiment/text/explain.ts';

const text = `{
  // not here: "sgd"
  "problem": { "surface": "rosenbrock" },
  "optimizers": [{ "optimizer": "adam", "hyperparameters": { "beta1": 0.5, "amsgrad": true, "toString": 1 } }],
  "schedule": { "name": "StepLR", "step_size": 5, "gamma": 0.5, "constructor": 1 },
  "title": "adam",
  "lr": [0.1],
}`;

/** @param word Its first appearance as a text in quotes, after `after`. */
const at = (word: string, after = '{') => {
  const offset = text.indexOf(`"${word}"`, text.indexOf(after)) + 2;
  const found = explain(text, offset);
  return (
    found && [text.slice(found.offset, found.offset + found.length), found.title, found.about.split('\n')[0]]
  );
};

test.each([
  ['rosenbrock', ['"rosenbrock"', 'Rosenbrock', '(1 − x)² + 100 (y − x²)²']],
  ['adam', ['"adam"', 'Adam', expect.stringMatching(/^Adam|gradient/i)]],
  ['beta1', ['"beta1"', 'beta1 = 0.9 in Adam', expect.stringMatching(/\w/)]],
  ['amsgrad', ['"amsgrad"', 'amsgrad = false in Adam', expect.stringMatching(/^whether/)]],
  ['StepLR', ['"StepLR"', 'StepLR', 'Multiplies the rate by a factor every so many steps.']],
  ['step_size', ['"step_size"', 'step_size in StepLR', 'Steps from one change to the next.']],
  ['gamma', ['"gamma"', 'gamma = 0.1 in StepLR', 'What the rate is multiplied by.']],
])('%s is explained', (word, explanation) => {
  expect(at(word)).toEqual(explanation);
});

test.each(['sgd', 'toString', 'constructor', 'title', 'lr', 'problem'])('%s is not', (word) => {
  expect(at(word)).toBeNull();
});

test('a text that names an optimizer elsewhere is no optimizer', () => {
  expect(at('adam', '"title"')).toBeNull();
});

test('nothing is explained in a text that can not be read', () => {
  expect(explain('', 0)).toBeNull();
  expect(explain('['.repeat(20_000), 10)).toBeNull();
  expect(explain('{ "optimizers": [{ "optimizer": "sgd" ', 34)?.title).toBe('SGD');
});
