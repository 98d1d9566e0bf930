/** What schedules tell before a run. */
import { describe, expect, test } from 'vitest';
import { pathName, valueName } from '../../../core/fault.ts';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';
import type { Given, Unit } from '../../../core/schedules/schedule.ts';

/** What is told of a schedule with rate 0.1 before a run of so many steps. */
export function told(name: string, given: Given, length: number, unit: Unit = 'step'): string[] {
  const notes: string[] = [];
  const base = name === 'OneCycleLR' ? {} : { base_lr: 0.1 };
  createSchedule(
    name,
    { ...base, ...given },
    {
      length,
      unit,
      note: (path, value, text, isDefault) =>
        notes.push(`${pathName(path)} = ${valueName(value)}${isDefault ? ' (default)' : ''}: ${text}`),
    },
  );
  return notes;
}

export type Case = readonly [name: string, given: Given, length: number, words: readonly string[]];

export const stays = (rate: number, steps: number) =>
  `the rate is ${rate} all the time: there are ${steps} steps`;

/** Each case is told this, and nothing else. */
export function expectTold(cases: readonly Case[]): void {
  describe('what never comes, has no effect or goes the other way is told, and nothing else:', () => {
    test.each(cases)('%s %j in %d steps', (name, given, length, words) => {
      expect(told(name, given, length)).toEqual(words);
    });
  });
}
