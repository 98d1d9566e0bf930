/** What docs/exercises.md shows is an exercise that works. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examineExercise } from '../../../../core/lesson/exercise/examineExercise.ts';
import { exerciseSchema } from '../../../../core/lesson/exercise/exerciseSchema.ts';
import { parseExercise } from '../../../../core/lesson/exercise/parseExercise.ts';

const text = readFileSync(new URL('../../../../docs/exercises.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => json);

test('each kind is shown once, and holds', async () => {
  const kinds: string[] = [];
  for (const block of blocks) {
    const { exercise, faults } = parseExercise(block);
    expect(faults, block).toEqual([]);
    if (!exercise) continue;
    kinds.push(exercise.kind);
    expect(await examineExercise(exercise), block).toEqual([]);
  }
  expect(kinds).toEqual(exerciseSchema.options.map(({ shape }) => shape.kind.value));
});

test('every field is named', () => {
  for (const { shape } of exerciseSchema.options)
    for (const field of Object.keys(shape)) expect(text, field).toContain(field);
});
