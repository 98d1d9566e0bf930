/** What the thread of diagnostics is given, and says. Both ends are built from one source. */
import type { DiagnosisNews, RunToDiagnose } from '../../core/diagnostics/diagnoseRun.ts';
import type { CsvOfRun } from '../data/dataOfRun.ts';

export interface DiagnosticsInput {
  readonly run: RunToDiagnose;
  /** null where the problem has no CSV file. */
  readonly csv: CsvOfRun | null;
}

export type FromDiagnosticsThread =
  | { readonly type: 'news'; readonly news: readonly DiagnosisNews[] }
  | { readonly type: 'done' };
