import { expect, test } from 'vitest';
import { checkText } from '../../../core/experiment/text/checkText.ts';
import { experimentJsonSchema } from '../../../scripts/generate/experimentJsonSchema.ts';
import { experimentSnippets, problemSnippets } from '../../../scripts/generate/experimentSnippets.ts';
import { inserted } from './completion.ts';

const schema = experimentJsonSchema();

test.each(experimentSnippets.map(({ label, body }) => [label, body]))(
  '%s is an experiment that can run',
  (_, body) => {
    const { experiment, faults } = checkText(inserted(body));
    expect(faults).toEqual([]);
    expect(experiment).not.toBeNull();
  },
);

test('an empty file offers whole experiments', () => {
  expect(schema).toMatchObject({ defaultSnippets: experimentSnippets });
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
