/** What a claim is, after its defaults were filled in; `claimSchema.ts` says what each field means. */
import type { ExperimentValue } from '../lesson/exercise/exercise.ts';

export type Verdict = 'reproduced' | 'not reproduced' | 'not established';

export type Measure =
  | 'final'
  | 'best'
  | 'evaluated'
  | 'first'
  | 'forGood'
  | 'steps'
  | 'diverged'
  | 'distance'
  | 'sharpness'
  | 'dimension'
  | 'coordinate'
  | 'mean-step'
  | 'last-step'
  | 'sign-changes';

export interface ClaimValue {
  readonly run: number;
  readonly measure: Measure;
  readonly axis?: number | undefined;
}

/** Of one optimizer that gets gradients wherever it goes. */
interface GivenProtocol {
  readonly optimizer: string;
  readonly settings: Readonly<Record<string, number | boolean | string>>;
  readonly steps: number;
}

/** Gradients of chance. */
export interface GradientsProtocol extends GivenProtocol {
  readonly scales: readonly number[];
  readonly seeds: readonly number[];
}

/** Two slopes that take turns. */
export interface SlopesProtocol extends GivenProtocol {
  readonly slopes: {
    readonly usual: number;
    readonly other: number;
    /** The other one comes first, and then after so many steps. */
    readonly every: number;
  };
  readonly between: readonly [low: number, high: number];
}

/** A part of a training, with a batch size and a rate of its own. */
export interface TrainingStage {
  readonly epochs: number;
  readonly batch_size: number | 'full';
  readonly lr: number;
}

/** Trainings in stages, side by side. */
export interface StagesProtocol {
  readonly problem: Readonly<Record<string, unknown>>;
  readonly optimizer: string;
  readonly settings: GivenProtocol['settings'];
  /** Each is a run. */
  readonly ways: readonly (readonly TrainingStage[])[];
  readonly seeds: readonly number[];
}

/** The boundary between settings that train and settings that don't, nearer and nearer. */
export interface BoundaryProtocol {
  /** Of one run, with a field `map`. */
  readonly map: ExperimentValue;
  /** Along each side of a view. */
  readonly cells: number;
  readonly zoom: {
    /** From one view to the next. */
    readonly factor: number;
    /** Which are measured, counted from 0, the whole map. */
    readonly first: number;
    readonly last: number;
  };
}

export type Expected =
  | { readonly equals: number; readonly within: number }
  | { readonly below: number }
  | { readonly above: number };

export interface Claim {
  readonly title: string;
  readonly claim: string;
  readonly source: {
    readonly title: string;
    readonly authors?: string | undefined;
    readonly year?: number | undefined;
  };
  readonly protocol?:
    | { readonly experiment: ExperimentValue; readonly rules: Readonly<Record<string, string>> }
    | GradientsProtocol
    | SlopesProtocol
    | StagesProtocol
    | BoundaryProtocol
    | undefined;
  readonly constants: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, ClaimValue>>;
  readonly statistic: { readonly name: string; readonly formula: string };
  readonly expected: Expected;
  readonly verdict: Verdict;
  readonly finding: string;
  /** Whether it takes longer than a few seconds. */
  readonly slow: boolean;
}
