import {
  type ComparisonSheet,
  isRunning,
  type SheetProblem,
} from '../../core/fairComparison/comparisonSheet.ts';
import type { Scene, View } from '../shared/chart/scene.ts';
import { inView } from '../shared/chart/zoom.ts';
import { type BandCurves, haveLogarithms } from '../shared/comparison/bandCurves.ts';
import { entrantLine } from '../shared/comparison/entrantLine.ts';
import { comparisonWords } from '../shared/comparison/words.ts';
import type { Theme } from '../shared/theme.ts';

/** What the person looks at. */
export interface Looking {
  readonly cursor: number | null;
  readonly view: View;
  /** The place of the optimizer that stands out; null: none. */
  readonly highlighted: number | null;
  readonly narrow: boolean;
}

/** More lines than these have no names at their ends: the table has them all. */
const mostNamed = 8;

/** The loss over steps on the fresh seeds, a line and a band an optimizer; null before there is any. */
export function comparisonScene(
  sheet: ComparisonSheet,
  { entrants, rows }: SheetProblem,
  { cursor, view, highlighted, narrow }: Looking,
  bands: BandCurves,
  theme: Theme,
): Scene | null {
  const lines = entrants.flatMap((entrant, place) => {
    if (entrant.curve.x.length === 0) return [];
    const { median, low, high } = bands.of(String(place), entrant.curve);
    const around = { place, highlighted, ended: !isRunning(sheet), theme };
    return [{ ...entrantLine(entrant, around), curve: median, middle: { low, high, of: '' } }];
  });
  if (lines.length === 0) return null;
  const logY = haveLogarithms(entrants.map(({ curve }) => curve));
  const max = Math.max(1, ...entrants.map(({ curve }) => curve.x.at(-1) ?? 0));
  const whole = { min: 0, max };
  const log = false;
  return {
    title: rows.test > 0 ? comparisonWords.testLoss : comparisonWords.loss,
    ...{
      lines,
      whole,
      axis: { kind: sheet.unit, log, quantum: 1, ...whole, ...inView(view.x, { whole, log }) },
    },
    ...{ yLimits: view.y && (!logY || view.y.min > 0) ? view.y : null, ignoresOutliers: true, logY },
    ...{ isShare: false, marksPoints: false, target: sheet.judge.target, cursor, theme, narrow },
    direct: lines.length <= mostNamed,
  };
}
