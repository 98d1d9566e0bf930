/** What a report has in it for its page: the same that the extension sends, as the text of one file. */
import type { ComparisonSheet } from '../fairComparison/comparisonSheet.ts';
import type { Quantity } from '../race/quantities.ts';
import type { RaceView, RunView } from './panel.ts';

/** Numbers of points as base64 of their 8 bytes each, the lowest first; text has no shorter form of them. */
type PointTexts = Partial<Record<Quantity, string>>;

type PieceText = Omit<RunView['record'], 'points'> & { readonly points: PointTexts };

interface RunText extends Omit<RunView, 'record' | 'before'> {
  readonly record: PieceText;
  readonly before?: PieceText;
}

/** Measured numbers that JSON has no digits for are words in it. */
export interface RaceReport extends Omit<RaceView, 'runs'> {
  readonly runs: readonly RunText[];
}

export interface ComparisonReport {
  readonly sheet: ComparisonSheet;
}

/** Of the element that has it. */
export const reportDataId = 'report-data';
