/** What the editor completes and explains in cells of lessons and in claims. */
import { describe, expect, test } from 'vitest';
import { claimSchema } from '../../../core/claims/claimSchema.ts';
import { parseClaim } from '../../../core/claims/parseClaim.ts';
import { exerciseSchema } from '../../../core/lesson/exercise/exerciseSchema.ts';
import { parseExercise } from '../../../core/lesson/exercise/parseExercise.ts';
import { predictionSchema, readPrediction } from '../../../core/lesson/prediction.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { cellJsonSchema, claimJsonSchema } from '../../../scripts/generate/lessonJsonSchemas.ts';
import { fieldsAt, inserted } from './completion.ts';

const cell = Object(cellJsonSchema());
const { exercise, prediction } = cell.definitions;
const claim = Object(claimJsonSchema());

/** Words of schemas that refuse something, outside of conditions. */
function checksIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'defaultSnippets' || key === 'if') return [];
    if (key === 'properties' || key === 'definitions') return Object.values(inner).flatMap(checksIn);
    if (key === 'anyOf') {
      expect(inner.some((each: object) => Object.keys(each).length === 0)).toBe(true);
      return [];
    }
    return [key, ...(typeof inner === 'object' && !Array.isArray(inner) ? checksIn(inner) : [])];
  });
}

test.each([
  ['cells', cell],
  ['claims', claim],
])('of %s marks nothing: what is wrong is said once, by the extension', (_, schema) => {
  const known = [
    '$schema',
    '$ref',
    'allowComments',
    'allowTrailingCommas',
    'description',
    'default',
    'items',
  ];
  const others = checksIn(schema).filter((key) => !known.includes(key));
  expect([...new Set(others)].sort()).toEqual(schema === cell ? ['allOf', 'else', 'then'] : []);
});

describe('an exercise', () => {
  test.each(exerciseSchema.options)('has the fields of its kind, all explained', ({ shape }) => {
    const kind = shape.kind.value;
    const fields = fieldsAt(exercise, { kind }, []);
    expect([...fields.keys()].sort()).toEqual(Object.keys(shape).sort());
    for (const field of fields.values()) expect(field).toMatchObject({ description: expect.any(String) });
  });

  test('offers what there is by name', () => {
    const ids = optimizers.map(({ id }) => id);
    expect(JSON.stringify(exercise.properties.kind)).toContain('["rule","choose","number","defend"]');
    expect(fieldsAt(exercise, { kind: 'rule' }, []).get('reference')?.['anyOf']).toEqual([
      expect.objectContaining({ enum: ids }),
      {},
    ]);
    expect(JSON.stringify(exercise)).toContain('"$ref":"../files/experiment.schema.json"');
  });
});

test('a question has its fields, all explained', () => {
  expect(Object.keys(prediction.properties)).toEqual(Object.keys(predictionSchema.shape));
  for (const field of Object.values(prediction.properties))
    expect(field).toMatchObject({ description: expect.any(String) });
});

test('a claim has its fields, those of its protocol too', () => {
  expect(Object.keys(claim.properties)).toEqual(Object.keys(claimSchema.shape));
  expect(JSON.stringify(claim.properties.protocol)).toContain('"$ref":"../files/experiment.schema.json"');
  expect(parseClaim('{}').claim).toBeNull();
});

test('what an empty cell offers can stay as it is', () => {
  const { defaultSnippets } = cell.else.else.else;
  expect(defaultSnippets).toHaveLength(6);
  for (const { body } of defaultSnippets) {
    const text = inserted(body);
    const read = text.includes('"kind"') ? parseExercise(text) : readPrediction(text);
    expect('faults' in read ? read.faults : [], text).toEqual([]);
  }
});
