/** What the thread of an inspected run is given and asked. Both ends are built from one source. */
import type { FirstFault } from '../../core/debug/firstFault.ts';
import type {
  InspectedFacts,
  ParameterChoice,
  RunToInspect,
  ShownStep,
} from '../../core/debug/inspector/inspection.ts';

export interface InspectorPlaces {
  /** The folder of the data that ships with the extension. */
  readonly data: string;
  /** The program of the thread that reads CSV files. */
  readonly csvWorker: string;
}

/** Where a CSV file's numbers come from, and a hash of those that the run began with. */
export interface InspectedCsv {
  readonly folder: string;
  /** undefined where that is not known. */
  readonly contentHash: string | undefined;
}

export interface InspectorInput {
  readonly run: RunToInspect;
  /** null where the problem has no CSV file. */
  readonly csv: InspectedCsv | null;
  readonly places: InspectorPlaces;
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

export type InspectorQuestion = {
  [Name in keyof InspectorQuestions]: {
    readonly id: number;
    readonly name: Name;
    readonly input: InspectorQuestions[Name]['input'];
  };
}[keyof InspectorQuestions];

export interface InspectorAnswer {
  readonly id: number;
  readonly outcome: { readonly output: unknown } | { readonly error: string };
}
