import { expect, test } from 'vitest';
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

test('what has a default can be left out', () => {
  expect(experimentJsonSchema()).toMatchObject({ required: ['problem', 'optimizers', 'lr'] });
});

test('unknown fields are marked', () => {
  expect(experimentJsonSchema()).toMatchObject({ additionalProperties: false });
});
