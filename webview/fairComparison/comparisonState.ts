/** What the page of a fair comparison shows at any moment. */
import type { ComparisonSheet, SheetProblem } from '../../core/fairComparison/comparisonSheet.ts';
import type { View } from '../shared/chart/scene.ts';
import type { Notice } from '../shared/notice.ts';
import type { Theme } from '../shared/theme.ts';
import type { ViewChoices } from './viewChoices.ts';
import { words } from './words.ts';

export const chartNames = ['curves', 'trials', 'profile'] as const;
export type ChartName = (typeof chartNames)[number];

/** What the person looks at in a chart. */
export interface Looking {
  readonly cursor: number | null;
  readonly view: View;
}

const whole: Looking = { cursor: null, view: { x: null, y: null } };
/** All of each. */
export const lookingAtAll: Readonly<Record<ChartName, Looking>> = {
  curves: whole,
  trials: whole,
  profile: whole,
};

export interface ComparisonState {
  /** null: there is nothing but a notice. */
  readonly sheet: ComparisonSheet | null;
  readonly notice: Notice;
  readonly choices: ViewChoices;
  readonly looking: Readonly<Record<ChartName, Looking>>;
  /** The entrant whose lines stand out; null: none. */
  readonly highlighted: number | null;
  /** Whether the table of all trials is unfolded. */
  readonly showsTrials: boolean;
  /** What screen readers were told last. */
  readonly said: string;
  /** Whether anybody is there to do what only the extension can. */
  readonly hasExtension: boolean;
  readonly theme: Theme;
  /** Of the page, in CSS pixels. */
  readonly width: number;
}

/** A state with a sheet, and the problem that is looked at. */
export interface Shown extends ComparisonState {
  readonly sheet: ComparisonSheet;
  readonly problem: SheetProblem;
  /** Its place among the problems. */
  readonly number: number;
}

/** null: there is nothing to show. */
export function shownOf(state: ComparisonState): Shown | null {
  const { sheet, choices } = state;
  if (!sheet) return null;
  const number = Math.min(choices.problem, sheet.problems.length - 1);
  const problem = sheet.problems[number];
  return problem ? { ...state, sheet, problem, number } : null;
}

/** Charts have short labels below this width. */
const narrowBelow = 560;

export function isNarrow({ width }: Pick<ComparisonState, 'width'>): boolean {
  return width < narrowBelow;
}

/** As in the styles: below it the page has one column, and scrolls as a whole. */
const oneColumnBelow = 720;

export function isOneColumn({ width }: Pick<ComparisonState, 'width'>): boolean {
  return width < oneColumnBelow;
}

/** What the curves on the fresh seeds are of. */
export function curvesTitle({ problem }: Shown): string {
  return problem.rows.test > 0 ? words.testLoss : words.loss;
}
