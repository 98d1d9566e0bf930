/** The optimizers of an experiment whose rules have changed, each in both versions, on the same seeds. */
import { isRandom } from '../experiment/drawnStart.ts';
import { largestSeed, mostOfEach, mostOptimizers } from '../experiment/limits.ts';
import { isRulePath } from '../experiment/ruleFiles.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { OwnRule } from '../optimizers/ownRule.ts';

type Choice = Experiment['optimizers'][number];

/** An optimizer of the experiment as it was and as it is. */
export interface RuleVersions {
  /** Of its file, as the experiment has it. */
  readonly path: string;
  readonly base: Choice;
  readonly head: Choice;
}

/** A file that the base branch doesn't have in a form that runs, and why. */
export interface NotCompared {
  readonly path: string;
  readonly why: string;
}

export interface RuleChange {
  /** Both versions of what has changed; null where nothing has. */
  readonly experiment: Experiment | null;
  readonly changed: readonly RuleVersions[];
  /** Paths of rules that compute what they did. */
  readonly unchanged: readonly string[];
  readonly notCompared: readonly NotCompared[];
}

/** Of a version that the experiment's folder has no more. */
const baseFolder = 'base/';
/** What luck is told apart from a difference with, where the file has fewer seeds. */
const usualSeeds = 10;

/**
 * @param head As it is, with its rules.
 * @param baseRules What the base branch has for the paths of the experiment, or why it has nothing.
 * @param seeds How many. Default: those of the experiment, and at least ten.
 */
export function ruleChangeOf(
  head: Experiment,
  baseRules: ReadonlyMap<string, OwnRule | { readonly why: string }>,
  seeds: number | null = null,
): RuleChange {
  const changed: RuleVersions[] = [];
  const unchanged = new Set<string>();
  const notCompared = new Map<string, NotCompared>();
  for (const choice of head.optimizers) {
    const { optimizer: path, rule } = choice;
    if (!isRulePath(path) || !rule) continue;
    const found = baseRules.get(path) ?? { why: 'was not looked for' };
    if ('why' in found) notCompared.set(path, { path, why: found.why });
    else if (found.version === rule.version) unchanged.add(path);
    else {
      const before = `${baseFolder}${path.replace(/^(\.{0,2}\/)+/, '')}`;
      changed.push({ path, base: { ...choice, optimizer: before, rule: found }, head: choice });
    }
  }
  const optimizers = changed.flatMap(({ base, head }) => [base, head]);
  if (optimizers.length > mostOptimizers)
    throw new RangeError(
      `${optimizers.length / 2} changed rules — expected at most ${mostOptimizers / 2} in one experiment`,
    );
  const { compare: _, map: __, ...others } = head;
  return {
    experiment:
      changed.length === 0
        ? null
        : { ...others, optimizers, seed: seedsOf(head, seeds ?? usualSeeds, seeds !== null) },
    changed,
    unchanged: [...unchanged],
    notCompared: [...notCompared.values()],
  };
}

/** Those of the experiment first, then others that follow the largest. */
function seedsOf({ problem, seed }: Experiment, count: number, isExact: boolean): number[] {
  if (!isRandom(problem)) return seed;
  const given = isExact ? seed.slice(0, count) : seed;
  const most = Math.min(mostOfEach, Math.max(count, given.length));
  const used = new Set(given);
  for (
    let next = (Math.max(...given) + 1) % (largestSeed + 1);
    used.size < most;
    next = (next + 1) % (largestSeed + 1)
  )
    used.add(next);
  return [...used];
}
