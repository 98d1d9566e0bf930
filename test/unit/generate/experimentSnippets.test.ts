import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { experimentSchema } from '../../../core/experiment/schema.ts';
import { checkText } from '../../../core/experiment/text/checkText.ts';
import { experimentJsonSchema } from '../../../scripts/generate/experimentJsonSchema.ts';
import {
  experimentSnippets,
  fieldSnippets,
  problemSnippets,
} from '../../../scripts/generate/experimentSnippets.ts';

/** What VS Code inserts: texts that begin with ^ without quotes, and at each place what is suggested there first. */
function inserted(body: unknown): string {
  return JSON.stringify(body)
    .replace(/"\^([^"]*)"/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1');
}

const schema = experimentJsonSchema();

/** Every field of every object in the schema. */
function fieldsIn(value: unknown, name = 'experiment'): [string, Record<string, unknown>][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) => fieldsIn(each, key));
  return 'description' in value && !('label' in value) ? [[name, { ...value }], ...inner] : inner;
}

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

describe('completing a field inserts a value that is allowed', () => {
  const rest = { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.1] };

  test.each(Object.entries(fieldSnippets).filter(([name]) => name in experimentSchema.shape))(
    '%s',
    (name, { body }) => {
      const value = JSON.parse(inserted(body));
      expect(experimentSchema.safeParse({ ...rest, [name]: value }).success).toBe(true);
    },
  );

  test.each(Object.entries(problemSnippets))('problem: %s', (_, { body }) => {
    const problem = JSON.parse(inserted(body));
    expect(checkText(JSON.stringify({ ...rest, problem })).faults).toEqual([]);
  });

  // The schema of the editor has no limits; zod's has them, and the same fields.
  const limits = fieldsIn(z.toJSONSchema(experimentSchema, { io: 'input' }));
  const numbers = limits.filter(([, { type }]) => type === 'integer' || type === 'number');

  test.each(numbers)('the number %s', (name, { minimum, exclusiveMinimum, maximum, description }) => {
    const field = fieldsIn(schema).find(([each, of]) => each === name && of['description'] === description);
    const { default: byDefault, defaultSnippets } = field?.[1] ?? {};
    const [snippet] = Array.isArray(defaultSnippets) ? defaultSnippets : [];
    const value = byDefault ?? JSON.parse(inserted(snippet?.body ?? ''));
    expect(value).toBeTypeOf('number');
    expect(value).toBeGreaterThanOrEqual(Number(minimum ?? -1e300));
    expect(value).toBeGreaterThan(Number(exclusiveMinimum ?? -1e300));
    expect(value).toBeLessThanOrEqual(Number(maximum ?? 1e300));
  });

  test('there are such numbers', () => {
    expect(numbers.map(([name]) => name)).toEqual(
      expect.arrayContaining(['steps', 'epochs', 'patience', 'condition']),
    );
  });
});

test('comments and trailing commas are allowed', () => {
  expect(schema).toMatchObject({ allowComments: true, allowTrailingCommas: true });
});

test('names are completed with what they are', () => {
  const descriptions = JSON.stringify(schema);
  expect(descriptions).toContain('Multiplies the rate by a factor every so many steps.');
  expect(descriptions).toContain('SGD: Gradient descent');
});
