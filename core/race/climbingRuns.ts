import type { RunSpec } from '../experiment/runSpec.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { wrongSignOf } from '../rule/inspect/wrongSign.ts';
import type { Climbing } from './climbing.ts';

/** Of each rule of people's own that climbs the first run; those that ship have the right sign. */
export function climbingRuns(specs: readonly RunSpec[]): readonly Climbing[] {
  const seen = new Set<string>();
  return specs.flatMap((spec, run) => {
    const version = spec.rule?.version;
    if (version === undefined || seen.has(version)) return [];
    seen.add(version);
    const rule = ruleOf(spec);
    const found = rule && wrongSignOf(rule, spec.hyperparameters);
    return found ? [{ run, line: found.line, turned: found.turned }] : [];
  });
}
