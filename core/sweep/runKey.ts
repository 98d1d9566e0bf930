/** What the record of a run is known by in a store: the same on every machine, and another for whatever changes a bit of it. */
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { Recording } from '../experiment/recording.ts';
import { determinedBy, type RunSpec } from '../experiment/runSpec.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { stableText } from '../stableText.ts';
import { textHash } from '../textHash.ts';

/** Counted up when a program computes or records runs otherwise than those before it: it finds none of their records then. */
const version = 1;

export interface KeyedRun {
  readonly spec: RunSpec;
  readonly recording: Recording;
  /** Hash of the numbers of a CSV file; undefined where the problem has none. */
  readonly data: string | undefined;
  /** How this machine computes networks in single precision, such as `relaxed SIMD, fused`. */
  readonly arithmetic: string;
}

/** SHA-256 of all that determines the record, as 64 hexadecimal digits. */
export function runKey({ spec: { id: _, ...spec }, recording, data, arithmetic }: KeyedRun): string {
  const { keep, points, target } = recording;
  const kept = { keep, target, ...(keep === 'thinned' && { points }) };
  const run = determinedBy(spec, ruleOf(spec), data);
  return textHash(stableText({ version, run, kept, arithmetic: arithmeticOfRun(spec, arithmetic) }));
}

/** Surfaces are computed in float64 by JavaScript, which is the same everywhere. */
export function arithmeticOfRun(
  { problem, engine }: Pick<RunSpec, 'problem' | 'engine'>,
  ofNetworks: string,
): string {
  return trainsOnData(problem) && engine !== 'float64' ? ofNetworks : 'float64';
}
