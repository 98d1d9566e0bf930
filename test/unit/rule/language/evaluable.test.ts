import { expect, test } from 'vitest';
import { evaluableAt } from '../../../../core/rule/language/evaluable.ts';

const rule = `name "Ball"
lr = 0.1 in [0, inf)  # the rate
option fast = false
state v
update
  v = 0.9 * v + g  # a ball
  if fast
    p -= lr * v
`;

/** What is evaluated where `|` stands in a line of the rule, and what of the text that is. */
function at(line: string): readonly [string, string] | null {
  const found = evaluableAt(rule, rule.indexOf(line.replace('|', '')) + line.indexOf('|'));
  return found && [rule.slice(found.at.start, found.at.end), found.expression];
}

test.each([
  ['  |v = 0.9', 'v'],
  ['0.9 * v + g|', 'g'],
  ['p -= l|r * v', 'lr'],
  ['if fa|st', 'fast'],
  ['l|r = 0.1', 'lr'],
])('a name has its value: %s', (line, name) => {
  expect(at(line)).toEqual([name, name]);
});

test.each([
  ['  v |= 0.9 * v', 'v = 0.9 * v + g'],
  ['    p |-= lr', 'p -= lr * v'],
  ['    p -=| lr', 'p -= lr * v'],
])('the sign of an assignment stands for its line: %s', (line, whole) => {
  expect(at(line)).toEqual([whole, whole]);
});

test.each(['0.|9 * v', 'i|f fast', '# a b|all', 'name "B|all"', 'lr |= 0.1', 'upd|ate', '0.9 |* v'])(
  'nothing else has one: %s',
  (line) => {
    expect(at(line)).toBeNull();
  },
);

test('a text that is no rule has none, and throws nothing', () => {
  for (const text of ['', '=', 'update\n  = 3', '\n\n', '# =']) {
    for (let offset = 0; offset <= text.length; offset++) expect(evaluableAt(text, offset)).toBeNull();
  }
});
