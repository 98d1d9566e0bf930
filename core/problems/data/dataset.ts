import type { TableReading } from './table/tableReading.ts';

/** Examples to learn from: with a class each for classification, with numbers each for regression. */
export interface Dataset {
  /** Number of examples. */
  readonly rows: number;
  /** Numbers in one example. */
  readonly features: number;
  /** 0 where examples have numbers instead. */
  readonly classes: number;
  /** rows × features, one example after the other. */
  readonly inputs: Float64Array;
  /** For each example its class, 0 … classes - 1; empty where there are no classes. */
  readonly labels: Int32Array;
  /** The numbers to predict, rows × numbers of an example; absent where examples have classes only. */
  readonly targets?: Float64Array;
  /** Absent where features have no names, as pixels. */
  readonly featureNames?: readonly string[];
  /** Absent where classes have no names but their numbers. */
  readonly classNames?: readonly string[];
  /** What is predicted; absent where that has no name. */
  readonly targetName?: string;
  /** Rows of its file that were left out for a missing value; absent where none were. */
  readonly skippedRows?: number;
  /** How the table was read that it is of; absent where it ships or was generated. */
  readonly reading?: TableReading;
  /** How inputs were standardized; absent where they have the units of the data. */
  readonly inputScale?: Scale;
  /** How targets were standardized; absent where they have the units of the data. */
  readonly targetScale?: Scale;
}

/** standardized = (value - mean) / deviation, for each of several numbers. */
export interface Scale {
  readonly means: Float64Array;
  /** Standard deviations; 1 where a number is always the same. */
  readonly deviations: Float64Array;
}

/** An entry in the table of data sets; `load` makes the data from nothing or from the shipped file's text. */
export interface DatasetEntry {
  readonly id: string;
  readonly name: string;
  /** One sentence: what is to be learned from what. */
  readonly description: string;
  readonly rows: number;
  readonly features: number;
  readonly classes: number;
  /** Absent where features have no names. */
  readonly featureNames?: readonly string[];
  /** Absent where classes have no names but their numbers. */
  readonly classNames?: readonly string[];
  /** Whether numbers of different units have to be standardized before training. Default: false. */
  readonly standardize?: boolean;
  /** Name of the shipped, gzip-compressed file; absent where the data is generated. */
  readonly file?: string;
  load(text: string): Dataset;
}
