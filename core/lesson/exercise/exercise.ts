/** What an exercise is, after its defaults were filled in; `exerciseSchema.ts` says what each field means. */
interface Common {
  readonly title?: string | undefined;
  /** The smallest help first. */
  readonly hints: readonly string[];
  readonly explanation?: string | undefined;
}

export type Gradients =
  | { readonly surface: string; readonly start?: readonly number[] | undefined }
  | { readonly noise: number }
  | { readonly sequence: readonly (readonly number[])[]; readonly start?: readonly number[] | undefined };

interface RuleExercise extends Common {
  readonly kind: 'rule';
  /** An id, or the text of a rule. */
  readonly reference: string;
  readonly settings: Readonly<Record<string, number | boolean | string>>;
  readonly gradients: readonly Gradients[];
  readonly steps: number;
  readonly rate: 'constant' | 'falling';
  readonly starter?: string | undefined;
  readonly solution?: string | undefined;
}

/** As JSON has it. */
export type ExperimentValue = Readonly<Record<string, unknown>>;

interface ChooseExercise extends Common {
  readonly kind: 'choose';
  readonly experiment: ExperimentValue;
  readonly setting: string;
  readonly loss: number;
  readonly within: number;
  readonly solution: number;
}

export type ExpectedQuantity =
  | { readonly formula: string; readonly values: Readonly<Record<string, number>> }
  | {
      readonly experiment: ExperimentValue;
      readonly measure: 'final' | 'best' | 'first' | 'forGood' | 'largest-stable-lr';
    };

interface NumberExercise extends Common {
  readonly kind: 'number';
  readonly expected: ExpectedQuantity;
  /** A share of the right number. */
  readonly tolerance: number;
  readonly unit?: string | undefined;
  readonly mistakes: readonly { readonly number: ExpectedQuantity; readonly message: string }[];
}

interface DefendExercise extends Common {
  readonly kind: 'defend';
  readonly experiment: ExperimentValue;
  /** Two. */
  readonly settings: readonly string[];
  readonly loss: number;
  readonly within: number;
  /** Either these or starts. */
  readonly seeds?: readonly number[] | undefined;
  readonly starts?: readonly (readonly number[])[] | undefined;
  readonly solution: readonly number[];
}

export type Exercise = RuleExercise | ChooseExercise | NumberExercise | DefendExercise;
export type ExerciseOf<Kind extends Exercise['kind']> = Extract<Exercise, { kind: Kind }>;

/** Something wrong with a text, and where in it. */
export interface PlacedFault {
  readonly message: string;
  readonly offset: number;
  readonly length: number;
  /** The field; null where the text is no JSON. */
  readonly path: readonly PropertyKey[] | null;
}
