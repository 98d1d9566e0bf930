/** What SciPy says of paired differences: reference/scipy/make.py writes it. */
import { readReference } from '../optimizers/readReference.ts';

interface Case {
  readonly name: string;
  readonly differences: readonly number[];
  /** Of 299 resamples. */
  readonly means: readonly number[];
  /** With those means. */
  readonly intervals: readonly {
    readonly confidence: number;
    readonly interval: readonly [number, number];
  }[];
  readonly p: number;
  /** Of 400,000 resamples, confidence 0.95. */
  readonly interval: readonly [number, number];
  readonly standardError: number;
}

interface Reference {
  readonly quantiles: readonly { readonly p: number; readonly z: number }[];
  readonly probabilities: readonly { readonly z: number; readonly p: number }[];
  readonly cases: readonly Case[];
}

export const { cases, quantiles, probabilities } = readReference<Reference>('scipy/paired.json');
