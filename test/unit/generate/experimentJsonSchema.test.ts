import { describe, expect, test } from 'vitest';
import { experimentSchema } from '../../../core/experiment/schema.ts';
import { checkText } from '../../../core/experiment/text/checkText.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { datasets } from '../../../core/problems/data/index.ts';
import { surfaces } from '../../../core/problems/surfaces/index.ts';
import { experimentJsonSchema } from '../../../scripts/generate/experimentJsonSchema.ts';

test('names that must exist are listed, so that the editor completes them', () => {
  const text = JSON.stringify(experimentJsonSchema());
  expect(text).toContain(JSON.stringify(optimizers.map(({ id }) => id)));
  expect(text).toContain(JSON.stringify(surfaces.map(({ id }) => id)));
  expect(text).toContain('"StepLR"');
  expect(text).toContain(JSON.stringify(datasets.map(({ id }) => id)));
  expect(text).not.toContain('"table"');
});

/** Everything by which a JSON schema refuses something, at any depth. */
function checksIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    // A place in the text, the names of fields, and what a condition asks are no checks.
    if (key === 'defaultSnippets' || key === 'if') return [];
    if (key === 'properties' || key === 'definitions') return Object.values(inner).flatMap(checksIn);
    if (key === 'anyOf' && Array.isArray(inner) && inner.some((each) => Object.keys(each).length === 0))
      return [];
    return [key, ...checksIn(inner)];
  });
}

test('it marks nothing: what is wrong is said once, by the extension', () => {
  const known = [
    '$schema',
    'allowComments',
    'allowTrailingCommas',
    'description',
    'default',
    'items',
    'anyOf',
    '$ref',
    'doNotSuggest',
  ];
  const others = checksIn(experimentJsonSchema()).filter((key) => !/^\d+$/.test(key) && !known.includes(key));
  expect([...new Set(others)].sort()).toEqual(['allOf', 'then', 'type']);
  expect(JSON.stringify(experimentJsonSchema()).match(/"type":"\w+"/g)).toEqual(
    expect.arrayContaining(['"type":"boolean"']),
  );
});

test('every field of experiments is explained', () => {
  const { properties } = Object(experimentJsonSchema());
  expect(Object.keys(properties)).toEqual(Object.keys(experimentSchema.shape));
  for (const field of Object.values(properties))
    expect(field).toMatchObject({ description: expect.any(String) });
});

describe('what is wrong is marked by the extension', () => {
  const right = { problem: { data: 'digits' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.1] };

  test('and what has a default can be left out', () => {
    expect(checkText(JSON.stringify(right)).faults).toEqual([]);
  });

  test.each(['problem', 'optimizers', 'lr'])('%s is missing', (name) => {
    const { faults } = checkText(JSON.stringify({ ...right, [name]: undefined }));
    expect(faults.map(({ path }) => path)).toEqual([[name]]);
  });

  test.each([
    ['an unknown field', { unknown: 1 }, ['unknown']],
    ['an unknown field of a problem', { problem: { data: 'digits', unknown: 1 } }, ['problem', 'unknown']],
    ['a wrong type', { lr: 'fast' }, ['lr']],
    ['a number out of range', { epochs: 0 }, ['epochs']],
    ['a list that is too long', { seed: Array.from({ length: 65 }, (_, seed) => seed) }, ['seed']],
    ['an unknown word', { record: 'all' }, ['record']],
    ['an unknown entry of a table', { problem: { data: 'mnist' } }, ['problem', 'data']],
  ])('%s', (_, change, path) => {
    const { faults } = checkText(JSON.stringify({ ...right, ...change }));
    expect(faults.map((fault) => fault.path)).toEqual([path]);
  });
});
