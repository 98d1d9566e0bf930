/** From an experiment to the jobs that a sweep hands out. */

import type { DataShape } from '../experiment/dataShape.ts';
import { expandExperiment } from '../experiment/expand.ts';
import { recordingOf } from '../experiment/recording.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Experiment } from '../experiment/schema.ts';
import { textHash } from '../textHash.ts';
import type { JobMessage } from './jobMessage.ts';
import { arithmeticOfRun, runKey } from './runKey.ts';

export interface SweepPlan {
  /** The same for the same runs, whoever asks for them. */
  readonly id: string;
  /** In the order of the experiment's runs. */
  readonly jobs: readonly JobMessage[];
  /** Texts of rules of people's own, by their SHA-256. */
  readonly rules: ReadonlyMap<string, string>;
}

export interface SweepOptions {
  /** Of a CSV file's data; undefined where the problem has none. */
  readonly shape?: DataShape | undefined;
  /** SHA-256 of the bytes of the CSV file; null where the problem has none. */
  readonly csvFile?: string | null;
  /** Id of the store that the records are wanted in. */
  readonly store: string;
  /** How this machine computes networks in single precision. */
  readonly arithmetic: string;
}

export function sweepPlan(
  experiment: Experiment,
  { shape, csvFile = null, store, arithmetic }: SweepOptions,
): SweepPlan {
  const specs = expandExperiment(experiment, shape);
  const recording = recordingOf(
    experiment,
    specs.map(({ steps }) => steps),
  );
  const data = shape?.contentHash;
  const keys = specs.map((spec) => runKey({ spec, recording, data, arithmetic }));
  const sweep = textHash(keys.join(' '));
  const rules = new RuleTexts();
  const csv = csvFile !== null && data !== undefined ? { file: csvFile, numbers: data } : null;
  const jobs = specs.map(
    (spec, run): JobMessage => ({
      ...{ version: 1, key: keys[run] ?? '', sweep, store, recording, csv },
      arithmetic: arithmeticOfRun(spec, arithmetic),
      spec: withoutText(spec),
      rule: rules.add(spec.rule?.text),
    }),
  );
  return { id: sweep, jobs, rules: rules.byHash };
}

/** Its path on the machine that asks is nothing to others. */
function withoutText({ rule, ...spec }: RunSpec): RunSpec {
  if (!rule) return spec;
  const { version, gradients } = rule;
  return { ...spec, rule: { place: spec.optimizer, version, gradients } };
}

class RuleTexts {
  readonly byHash = new Map<string, string>();
  readonly #hashes = new Map<string, string>();

  /** Gives its hash; each text is hashed once, however many runs have it. */
  add(text: string | undefined): string | null {
    if (text === undefined) return null;
    const hash = this.#hashes.get(text) ?? textHash(text);
    this.#hashes.set(text, hash);
    this.byHash.set(hash, text);
    return hash;
  }
}
