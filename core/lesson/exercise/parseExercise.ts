/** From the text of an exercise's cell to the exercise, or to what is wrong and where. */
import { parseJson } from '../../experiment/text/parseJson.ts';
import type { Exercise, PlacedFault } from './exercise.ts';
import { exerciseSchema } from './exerciseSchema.ts';
import { faultsOf } from './faultsOf.ts';

export interface ParsedExercise {
  /** Null where something is wrong. */
  readonly exercise: Exercise | null;
  /** In the order of the text. */
  readonly faults: readonly PlacedFault[];
}

/** Reads any text: JSON with comments and trailing commas. What only running tells, `examineExercise` finds. */
export function parseExercise(text: string): ParsedExercise {
  const { value, faults } = parseJson(text, exerciseSchema, faultsOf, 'exercise');
  return { exercise: value, faults };
}
