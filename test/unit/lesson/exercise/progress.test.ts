import { expect, test } from 'vitest';
import {
  type ExerciseEvent,
  exerciseNotBegun,
  helpFor,
  nextProgress,
  readExerciseProgress,
} from '../../../../core/lesson/exercise/progress.ts';

const exercise = { hints: ['Look at v.', 'Divide by 1 − beta2^t.'] };
const after = (...events: readonly ExerciseEvent[]) =>
  events.reduce((progress, event) => nextProgress(progress, event, exercise), exerciseNotBegun);
const checked = (result: 'passed' | 'failed' | 'faulty') => ({ kind: 'checked', result }) as const;

test('tries are counted up to the one that passes; what can’t be checked is none', () => {
  expect(after(checked('failed'), checked('faulty'), checked('failed'))).toMatchObject({
    tries: 2,
    isPassed: false,
  });
  expect(after(checked('failed'), checked('passed'))).toMatchObject({ tries: 2, isPassed: true });
  expect(after(checked('passed'), checked('failed'))).toMatchObject({ tries: 1, isPassed: true });
});

test('hints come one after the other, and no more than there are', () => {
  expect(helpFor(exercise, exerciseNotBegun)).toEqual({
    hints: [],
    nextHint: 'Hint 1 of 2',
    offersSolution: false,
  });
  expect(helpFor(exercise, after({ kind: 'hint' }))).toMatchObject({
    hints: ['Look at v.'],
    nextHint: 'Hint 2 of 2',
  });
  const all = after({ kind: 'hint' }, { kind: 'hint' }, { kind: 'hint' });
  expect(all.hintsTaken).toBe(2);
  expect(helpFor(exercise, all)).toEqual({ hints: exercise.hints, nextHint: null, offersSolution: false });
});

test('the solution is offered after all hints and a try, and once it is passed', () => {
  const offered = (...events: readonly ExerciseEvent[]) => helpFor(exercise, after(...events)).offersSolution;
  expect(offered(checked('failed'))).toBe(false);
  expect(offered(checked('failed'), { kind: 'hint' })).toBe(false);
  expect(offered(checked('failed'), { kind: 'hint' }, { kind: 'hint' })).toBe(true);
  expect(offered(checked('passed'))).toBe(true);
  expect(helpFor({ hints: [] }, after(checked('failed'))).offersSolution).toBe(true);
  expect(helpFor({ hints: [] }, exerciseNotBegun).offersSolution).toBe(false);
});

test('a reset forgets everything', () => {
  const much = after(checked('failed'), { kind: 'hint' }, { kind: 'solution' }, checked('passed'));
  expect(much).toEqual({ tries: 2, hintsTaken: 1, isShown: true, isPassed: true });
  expect(nextProgress(much, { kind: 'reset' }, exercise)).toEqual(exerciseNotBegun);
});

test('it is plain data that comes back from where it was kept', () => {
  const much = after(checked('failed'), { kind: 'hint' }, { kind: 'solution' });
  expect(readExerciseProgress(JSON.parse(JSON.stringify(much)))).toEqual(much);
  for (const other of [{ ...much, tries: -1 }, { ...much, more: 1 }, null, undefined, 'passed'])
    expect(readExerciseProgress(other)).toEqual(exerciseNotBegun);
});
