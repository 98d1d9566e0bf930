import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { readFormula } from '../../../extension/commands/runExperiment/typedFormula.ts';
import { wordForNothing } from '../../../extension/commands/runExperiment/wordForNothing.ts';

const listed = ['Ill-conditioned valley', '½(100 w0² + w1²)', 'Two spirals, 2-32-2 network', '194 examples'];
const read = (text: string) => readFormula(text, listed);

describe('among the problems', () => {
  test.each(['', '  ', 'valley', 'VALLEY', '2-32', 'spirals, 2', '194'])('"%s" looks for a name', (text) => {
    expect(read(text)).toBeNull();
  });

  test.each(['x**2 + y**2', ' x*y ', '3*sin(x) - y', 'x*y - 1/0.5'])(
    '"%s" is a formula, which can run',
    (text) => {
      expect(read(text)).toEqual({ formula: text.trim() });
      const experiment = { problem: { formula: text.trim() }, optimizers: [{ optimizer: 'sgd' }], lr: [0.1] };
      expect(() => parseExperiment(experiment)).not.toThrow();
    },
  );

  test.each([
    ['x*y/0', 'the formula has no finite value for x from -5 to 5 and y from -5 to 5'],
    ['log(-1 - x**2)', 'the formula has no finite value for x from -5 to 5 and y from -5 to 5'],
    ['x**2 + sn(y)', "column 8 — unknown function 'sn'; did you mean 'sin'?"],
    ['hello', "hello is in no name of the list, and no formula: column 1 — unknown name 'hello'"],
    ['?', "? is in no name of the list, and no formula: column 1 — '?' has no meaning in a formula"],
  ])('"%s" says what is wrong with it', (text, fault) => {
    expect(read(text)).toEqual({ fault: expect.stringContaining(fault) });
  });

  test('where it is finite in a small part, a run begins there', () => {
    const formula = 'sqrt(x-4.9)+y';
    expect(read(formula)).toEqual({ formula });
  });

  test('a fault of all of it names no column', () => {
    for (const text of ['x*y/0', 'sqrt(x) + sqrt(-x) + y'])
      expect(read(text)).toEqual({
        fault: expect.stringMatching(/^the formula has no finite (value|slope) for x/),
      });
  });

  test('what is longer than a file may have it is refused at once', () => {
    expect(read(`x${' + x'.repeat(300)}`)).toEqual({
      fault: '1201 characters — expected a formula of at most 1000',
    });
    expect(read('a'.repeat(1e7))).toEqual({
      fault: '10000000 characters — expected a formula of at most 1000',
    });
  });
});

test('a list says that nothing in it is called so', () => {
  expect(wordForNothing('', listed)).toBeNull();
  expect(wordForNothing('spiral', listed)).toBeNull();
  expect(wordForNothing(' hello ', listed)).toBe('Nothing in this list is called hello');
  expect(wordForNothing('x'.repeat(1e6), listed)).toHaveLength('Nothing in this list is called '.length + 40);
});
