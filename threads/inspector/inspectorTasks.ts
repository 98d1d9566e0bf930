/** What the thread of an inspected run is given and asked. Both ends are built from one source. */
import type { FirstFault } from '../../core/debug/firstFault.ts';
import type {
  InspectedFacts,
  ParameterChoice,
  RunToInspect,
  ShownStep,
} from '../../core/debug/inspector/inspection.ts';
import type { CsvOfRun } from '../data/dataOfRun.ts';

export interface InspectorInput {
  readonly run: RunToInspect;
  /** null where the problem has no CSV file. */
  readonly csv: CsvOfRun | null;
}

/** What can be asked, each with what it carries and what comes of it. */
export interface InspectorQuestions {
  readonly facts: { readonly input: null; readonly output: InspectedFacts };
  readonly step: {
    readonly input: { readonly step: number; readonly parameters: readonly number[] };
    readonly output: ShownStep;
  };
  readonly parameters: {
    readonly input: { readonly step: number; readonly query: string };
    readonly output: readonly ParameterChoice[];
  };
  readonly firstFault: { readonly input: null; readonly output: FirstFault | null };
}
