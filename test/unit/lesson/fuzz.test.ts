import { expect, test } from 'vitest';
import { holdLessons } from './holdLesson.ts';

test('10,000 random documents are written as they were read, and edits change nothing else', () => {
  const { code, edited } = holdLessons(1, 10_000);
  expect(code).toBeGreaterThan(3_000);
  expect(edited).toBeGreaterThan(6_000);
});
