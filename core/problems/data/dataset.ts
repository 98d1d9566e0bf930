/** Labelled examples for classification. */
export interface Dataset {
  /** Number of examples. */
  readonly rows: number;
  /** Numbers in one example. */
  readonly features: number;
  readonly classes: number;
  /** rows × features, one example after the other. */
  readonly inputs: Float64Array;
  /** For each example its class, 0 … classes - 1. */
  readonly labels: Int32Array;
}

/** An entry in the table of data sets; `load` makes the data from nothing or from the shipped file's text. */
export interface DatasetEntry {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
  readonly features: number;
  readonly classes: number;
  /** Name of the shipped, gzip-compressed file; absent where the data is generated. */
  readonly file?: string;
  load(text: string): Dataset;
}
