/** Messages between the extension and the page that shows diagnostics of runs. */
import * as z from 'zod';
import { type DiagnosticId, diagnosticIds } from '../diagnostics/index.ts';
import type { MeasuredSeries } from '../diagnostics/measuredSeries.ts';

/** Runs on one page. */
export const mostDiagnosed = 8;

/** By which they are known after a reload. */
export const diagnosticsPlaceSchema = z.object({
  diagnostics: z.array(z.enum(diagnosticIds)).min(1),
  runs: z
    .array(z.object({ race: z.string(), run: z.int().min(0) }))
    .min(1)
    .max(mostDiagnosed),
});
export type DiagnosticsPlace = Readonly<z.infer<typeof diagnosticsPlaceSchema>>;

/** Of a diagnostic. */
export interface ShownChart {
  readonly id: DiagnosticId;
  readonly name: string;
  readonly description: string;
  readonly source: string;
  /** What the dashed line is; null where there is none. */
  readonly referenceName: string | null;
  /** Where its values can be; null: anywhere. */
  readonly limits: readonly [low: number, high: number] | null;
}

/** Of a run. */
export interface ShownRun {
  /** `Adam, lr 0.01` */
  readonly title: string;
  /** Its colour, in the palette of twelve. */
  readonly color: number;
  /** 0 for the first of its colour, 1 for the second, …: the line style. */
  readonly variant: number;
  /** That it has done. */
  readonly steps: number;
}

export type Progress =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly message: string };

/** Of one diagnostic of one run. */
export interface ShownMeasurement {
  readonly id: DiagnosticId;
  readonly series: MeasuredSeries;
  /** What there is to see, as the end of a sentence that begins with the run; null where there is nothing yet, or no such number. */
  readonly seen: string | null;
}

/** What is known of a run so far. */
export interface MeasuredRun {
  readonly type: 'run';
  /** Its place among the runs. */
  readonly run: number;
  readonly progress: Progress;
  readonly stepsDone: number;
  /** How it compares with what was recorded, as a sentence; null before that is known. */
  readonly comparison: string | null;
  readonly measured: readonly ShownMeasurement[];
}

export interface OpenedDiagnostics {
  readonly type: 'opened';
  readonly place: DiagnosticsPlace;
  readonly title: string;
  readonly charts: readonly ShownChart[];
  readonly runs: readonly ShownRun[];
}

export type ToDiagnostics =
  | { readonly type: 'opening'; readonly title: string }
  | OpenedDiagnostics
  | MeasuredRun
  /** Nothing can be shown, and why. */
  | { readonly type: 'failed'; readonly message: string };

export const fromDiagnosticsSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('again') }),
  /** A step of one of the runs is to be looked at. */
  z.object({ type: z.literal('inspect'), run: z.int().min(0), step: z.int().min(1) }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
export type FromDiagnostics = z.infer<typeof fromDiagnosticsSchema>;
