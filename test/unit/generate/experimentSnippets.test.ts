import { expect, test } from 'vitest';
import { checkText } from '../../../core/experiment/text/checkText.ts';
import { snippetLines } from '../../../core/experiment/text/snippets.ts';
import { experimentSnippets } from '../../../core/experiment/text/wholeSnippets.ts';
import { experimentJsonSchema } from '../../../scripts/generate/experimentJsonSchema.ts';
import { problemSnippets } from '../../../scripts/generate/experimentSnippets.ts';
import { inserted } from './completion.ts';

const schema = experimentJsonSchema();

test.each(experimentSnippets.map(({ label, body }) => [label, body]))(
  '%s is an experiment that can run',
  (_, body) => {
    const { experiment, faults } = checkText(inserted(`^${snippetLines(body)}`));
    expect(faults).toEqual([]);
    expect(experiment).not.toBeNull();
  },
);

test('a whole experiment has a line for each field, and places to type at', () => {
  const [first] = experimentSnippets;
  expect(first && snippetLines(first.body).split('\n').slice(-6)).toEqual([
    '{',
    expect.stringMatching(/^\t"problem": \{ "surface": "\$\{1\|valley,.*\|\}" \},$/),
    '\t"optimizers": [{ "optimizer": "sgd" }, { "optimizer": "momentum" }, { "optimizer": "adam" }],',
    `\t"lr": [\${2:0.01}],`,
    `\t"steps": \${3:200}`,
    '}',
  ]);
});

test('JSON support, which would put them in the place of one word, offers none; what it inserts is in one line', () => {
  expect(schema).not.toHaveProperty('defaultSnippets');
  const bodies = new Set<unknown>();
  JSON.stringify(schema, (key, value) => {
    if (key === 'body') bodies.add(value);
    return value;
  });
  expect([...bodies].filter((body) => typeof body === 'object')).toEqual([]);
  expect(bodies.has(`^[\${1:0.01}]`)).toBe(true);
});

test.each(Object.entries(problemSnippets))('the problem %s can be completed', (_, { body }) => {
  const problem = JSON.parse(inserted(body));
  const rest = { optimizers: [{ optimizer: 'sgd' }], lr: [0.1] };
  expect(checkText(JSON.stringify({ ...rest, problem })).faults).toEqual([]);
});

test('comments and trailing commas are allowed', () => {
  expect(schema).toMatchObject({ allowComments: true, allowTrailingCommas: true });
});

test('names are completed with what they are', () => {
  const descriptions = JSON.stringify(schema);
  expect(descriptions).toContain('Multiplies the rate by a factor every so many steps.');
  expect(descriptions).toContain('SGD: Gradient descent');
});
