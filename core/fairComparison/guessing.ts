/** What comes of knowing nothing: below it an optimizer has learned something. */

import type { JudgeKind } from '../experiment/compare/compareSchema.ts';
import type { DataShape } from '../experiment/dataShape.ts';

/**
 * The score of giving every class the same probability: a cross-entropy of ln K, and one answer in K right where classes are as frequent.
 * Null where no classes are told apart, and of steps to a target.
 */
export function guessingScore(judge: JudgeKind, shape: DataShape | undefined): number | null {
  const { classes } = shape ?? { classes: 0 };
  if (classes < 2) return null;
  if (judge === 'accuracy') return 1 / classes;
  return judge === 'final loss' || judge === 'best loss' ? Math.log(classes) : null;
}
