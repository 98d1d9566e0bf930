/** Exercises and claims that something was done to: whatever the text is, it is read or told what is wrong with it. */

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseClaim } from '../../../../core/claims/parseClaim.ts';
import { parseExercise } from '../../../../core/lesson/exercise/parseExercise.ts';

const documented = readFileSync(new URL('../../../../docs/exercises.md', import.meta.url), 'utf8');
const exercises = [...documented.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => json);
const folder = new URL('../../../../core/claims/tutorial/', import.meta.url);
const claims = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));

const values = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', 'adam', 'lr', 0, -1, 1e300, 0.5, [], {}, [[]], {
    csv: 'a.csv',
    target: 'x',
  }),
  fc.constantFrom<unknown>(
    { data: 'digits' },
    { formula: 'x +' },
    { surface: 'nowhere' },
    './mine.optimizer',
    '__proto__',
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** One part of a JSON value replaced by another, or taken away. */
function withPart(value: unknown, place: number, part: unknown, isRemoved: boolean): unknown {
  let seen = 0;
  const change = (each: unknown): unknown => {
    if (seen++ === place) return isRemoved ? undefined : part;
    if (Array.isArray(each)) return each.map(change).filter((entry) => entry !== undefined);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([key, field]) => [key, change(field)]));
  };
  return change(value) ?? null;
}

const changed = (texts: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...texts), fc.nat(60), values, fc.boolean())
    .map(([text, place, part, isRemoved]) =>
      JSON.stringify(withPart(JSON.parse(text), place, part, isRemoved)),
    );

/** A piece of the text left out. */
const cut = (texts: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40))
    .map(([text, share, length]) => {
      const from = Math.floor(share * text.length);
      return text.slice(0, from) + text.slice(from + length);
    });

test.each([
  ['exercise', exercises, parseExercise],
  ['claim', claims, parseClaim],
] as const)('any %s is read, or has faults with their places', (kind, texts, parse) => {
  fc.assert(
    fc.property(fc.oneof(changed(texts), cut(texts), fc.string()), (text) => {
      const parsed = parse(text);
      const value = 'claim' in parsed ? parsed.claim : parsed.exercise;
      const { faults } = parsed;
      expect(value === null).toBe(faults.length > 0 || text.trim() === '');
      for (const { offset, length, message } of faults) {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset + length).toBeLessThanOrEqual(Math.max(1, text.length));
        expect(message, kind).not.toBe('');
      }
    }),
    { numRuns: 400, seed: 7 },
  );
});
