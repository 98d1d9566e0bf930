import { describe, expect, test } from 'vitest';
import { parseFilter } from '../../../../core/compare/filterGrammar.ts';
import { checkText } from '../../../../core/experiment/text/checkText.ts';
import { expectedInPlaceOf } from '../../../../core/numberText.ts';

const most = 'a number of at most 1.797e308, the largest that there is';
const experiment = (rest: string) =>
  `{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "momentum" }], ${rest} }`;

describe('a number that none can hold is told as it is written, at its place', () => {
  test.each([
    ['"lr": [0.1, 1e400]', 'lr[1]', '1e400', most],
    ['"lr": 1e400', 'lr', '1e400', most],
    ['"lr": { "from": 1, "to": 2E+999, "count": 3 }', 'lr.to', '2E+999', most],
    ['"lr": [1], "steps": 1e400', 'steps', '1e400', most],
    [
      '"lr": [1], "seed": [-1e400]',
      'seed[0]',
      '-1e400',
      'a number of at least -1.797e308, the lowest that there is',
    ],
    ['"lr": [1e-400]', 'lr[0]', '1e-400', 'a number of at least 4.95e-324, the smallest above 0'],
    ['"lr": [1], "map": { "x": { "setting": "lr", "from": 1, "to": 1e309 } }', 'map.x.to', '1e309', most],
  ])('%s', (rest, name, written, expected) => {
    const text = experiment(rest);
    const { faults, experiment: read } = checkText(text);
    expect(read).toBeNull();
    expect(faults.map(({ message }) => message)).toEqual([`${name} = ${written} — expected ${expected}`]);
    expect(text.slice(faults[0]?.offset).slice(0, faults[0]?.length)).toBe(written);
    // VS Code's JSON support marks none of these.
    expect(faults[0]?.isOfJson).toBeUndefined();
  });
});

test('the first ten are told', () => {
  expect(checkText(experiment(`"lr": [${Array(12).fill('1e400').join(', ')}]`)).faults).toHaveLength(10);
});

test.each(['1.797e308', '4.95e-324', '-1.797e308', '0', '0.0e-400', '-0', '1e400x', 'Infinity', '', '5'])(
  '%s is left alone',
  (text) => expect(expectedInPlaceOf(text)).toBeNull(),
);

test('a filter says so, too', () => {
  expect(parseFilter('loss<1e400')).toEqual({ fault: `loss<1e400 — expected ${most}.` });
  expect(parseFilter('loss<1e300')).not.toHaveProperty('fault');
});
