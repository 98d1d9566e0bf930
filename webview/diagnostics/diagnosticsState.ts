/** What the page of diagnostics shows, and what becomes of it by messages and keys. */
import type {
  MeasuredRun,
  OpenedDiagnostics,
  ShownMeasurement,
  ToDiagnostics,
} from '../../core/protocol/diagnostics.ts';
import type { Notice } from '../shared/notice.ts';

/** A place that is read in all charts at once. */
export interface Reading {
  readonly step: number;
  /** The place of the run that a key or a press is about. */
  readonly run: number;
}

export interface DiagnosticsState {
  /** null: there is nothing but a notice. */
  readonly opened: OpenedDiagnostics | null;
  readonly notice: Notice;
  /** By the places of the runs; absent where nothing is known yet. */
  readonly measured: readonly (MeasuredRun | undefined)[];
  readonly read: Reading | null;
  /** Places of the charts whose numbers are open as a table. */
  readonly tables: ReadonlySet<number>;
}

export const emptyState: DiagnosticsState = {
  ...{ opened: null, notice: { kind: 'loading' }, measured: [], read: null, tables: new Set() },
};

export function afterMessage(state: DiagnosticsState, message: ToDiagnostics): DiagnosticsState {
  switch (message.type) {
    case 'opening':
      return { ...emptyState, notice: { kind: 'opening', title: message.title } };
    case 'failed':
      return { ...emptyState, notice: { kind: 'failed', message: message.message } };
    case 'opened':
      return { ...emptyState, opened: message };
    case 'run': {
      const measured = [...state.measured];
      measured[message.run] = message;
      return { ...state, measured };
    }
  }
}

/** Of a chart, by the places of the runs. */
export function measurementsOf(
  { opened, measured }: DiagnosticsState,
  chart: number,
): readonly (ShownMeasurement | undefined)[] {
  const id = opened?.charts[chart]?.id;
  return (opened?.runs ?? []).map((_, run) => measured[run]?.measured.find((each) => each.id === id));
}

/** All steps that a chart has of any run, rising. */
export function stepsOf(measurements: readonly (ShownMeasurement | undefined)[]): readonly number[] {
  const steps = new Set(measurements.flatMap((each) => Array.from(each?.series.steps ?? [])));
  return [...steps].sort((a, b) => a - b);
}

/** The index of the step that is nearest; -1 where there are none. */
export function nearestIndex(steps: ArrayLike<number>, step: number): number {
  let best = -1;
  for (let i = 0; i < steps.length; i++)
    if (best < 0 || Math.abs((steps[i] ?? 0) - step) < Math.abs((steps[best] ?? 0) - step)) best = i;
  return best;
}

const longStride = 10;

/**
 * Where a key leads that was pressed on a chart with these steps: along them, or to another run.
 * @returns undefined where the key is none that moves; null where nothing is read any more.
 */
export function readAfter(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  read: Reading | null,
  steps: readonly number[],
  runs: number,
): Reading | null | undefined {
  if (key === 'Escape') return null;
  const last = steps.length - 1;
  if (last < 0) return undefined;
  const run = read?.run ?? 0;
  const now = read === null ? null : nearestIndex(steps, read.step);
  const stride = shiftKey ? longStride : 1;
  const at = (index: number): Reading => ({ step: steps[Math.min(last, Math.max(0, index))] ?? 1, run });
  switch (key) {
    case 'ArrowRight':
      return at(now === null ? 0 : now + stride);
    case 'ArrowLeft':
      return at(now === null ? last : now - stride);
    case 'Home':
      return at(0);
    case 'End':
      return at(last);
    case 'ArrowDown':
      return { ...at(now ?? last), run: (run + 1) % runs };
    case 'ArrowUp':
      return { ...at(now ?? last), run: (run + runs - 1) % runs };
    default:
      return undefined;
  }
}
