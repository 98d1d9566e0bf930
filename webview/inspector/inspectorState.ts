/** What the page shows, and what each press makes of it. */
import type { FirstFault } from '../../core/debug/firstFault.ts';
import type { ParameterChoice, ShownStep } from '../../core/debug/inspector/inspection.ts';
import type { SheetLine } from '../../core/debug/inspector/stepSheet.ts';
import type { InspectedPlace, OpenedRun } from '../../core/protocol/inspector.ts';
import type { Notice } from '../shared/notice.ts';

export interface InspectorState {
  /** null where there is a notice in its place. */
  readonly run: OpenedRun | null;
  readonly notice: Notice;
  /** Where the person wants to be. */
  readonly step: number;
  readonly parameters: readonly number[];
  /** The line that is looked at, by its number in the text; null where none was chosen. */
  readonly line: number | null;
  /** The last step that came; null before the first. */
  readonly shown: ShownStep | null;
  /** What went wrong with the last step that was asked for. */
  readonly error: string | null;
  readonly fault: FirstFault | null;
  readonly query: string;
  readonly found: readonly ParameterChoice[] | null;
}

export const atFirst: InspectorState = {
  ...{ run: null, notice: { kind: 'loading' }, step: 1, parameters: [], line: null, shown: null },
  ...{ error: null, fault: null, query: '', found: null },
};

export function opened(run: OpenedRun): InspectorState {
  const { step, parameters } = run.place;
  return { ...atFirst, run, step, parameters };
}

/** Lines that have numbers. */
export function linesToLookAt({ shown }: InspectorState): readonly SheetLine[] {
  return shown?.lines.filter(({ rows }) => rows.length > 0) ?? [];
}

/** The number of the line that is looked at, of itself that where values stop being finite, or the last; 0 where there is none. */
export function currentLine(state: InspectorState): number {
  const lines = linesToLookAt(state);
  const chosen = lines.find(({ line }) => line === state.line);
  const computed = lines.findLast(({ rows }) => rows.some(({ kind }) => kind !== 'skipped'));
  const bad = lines.find(({ rows }) => rows.some(({ isFirstBad }) => isFirstBad));
  return (chosen ?? bad ?? computed)?.line ?? 0;
}

/** A line further, also into the next step; null where there is none. */
export function byLine(state: InspectorState, by: -1 | 1): Pick<InspectorState, 'step' | 'line'> | null {
  const lines = linesToLookAt(state).filter(({ rows }) => rows.some(({ kind }) => kind !== 'skipped'));
  const place = lines.findIndex(({ line }) => line === currentLine(state));
  const next = lines[place + by];
  if (place >= 0 && next) return { step: state.step, line: next.line };
  const step = state.step + by;
  if (!state.run || step < 1 || step > state.run.facts.steps) return null;
  // Of the step before, its last line.
  return { step, line: by === 1 ? (lines[0]?.line ?? null) : null };
}

export function placeOf({ run, step, parameters }: InspectorState): InspectedPlace | null {
  return run && { ...run.place, step, parameters: [...parameters] };
}

/** The same as JSON has it, which knows no infinity: numbers that aren't finite are words. */
export function keptPlace({ branch, ...place }: InspectedPlace): object {
  if (!branch) return place;
  const edits = branch.edits.map((edit) => ({ ...edit, value: worded(edit.value) }));
  return { ...place, branch: { ...branch, losses: branch.losses.map(worded), edits } };
}

function worded(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
