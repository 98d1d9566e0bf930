/** Which optimizer is ahead after how many trials: the answer depends on the budget. */

/**
 * `Adam is ahead up to 5 trials, Momentum from 6 on.`
 * @param scores Of each optimizer, the score of the best of n + 1 trials, by n: the lower, the better.
 * @returns Empty where nobody has a finite score.
 */
export function leadWords(names: readonly string[], scores: readonly (readonly number[])[]): string {
  const count = Math.max(0, ...scores.map(({ length }) => length));
  const stretches: { readonly name: string; readonly from: number }[] = [];
  for (let trials = 1; trials <= count; trials++) {
    const name = leaderAt(names, scores, trials, stretches.at(-1)?.name);
    if (name !== undefined && name !== stretches.at(-1)?.name) stretches.push({ name, from: trials });
  }
  const [only, ...others] = stretches;
  if (!only) return '';
  if (others.length === 0) return `${only.name} is ahead with any number of trials.`;
  const parts = stretches.map(({ name, from }, index) => {
    const next = stretches[index + 1];
    if (!next) return `${name} from ${from} on`;
    if (index === 0)
      return `${name} is ahead ${next.from === 2 ? 'with 1 trial' : `up to ${next.from - 1} trials`}`;
    return next.from - 1 === from ? `${name} with ${from}` : `${name} from ${from} to ${next.from - 1}`;
  });
  return `${parts.join(', ')}.`;
}

/** Of equals the one that was ahead before. */
function leaderAt(
  names: readonly string[],
  scores: readonly (readonly number[])[],
  trials: number,
  before: string | undefined,
): string | undefined {
  const of = (index: number) => scores[index]?.[trials - 1] ?? Number.POSITIVE_INFINITY;
  const best = Math.min(...scores.map((_, index) => of(index)));
  if (!Number.isFinite(best)) return undefined;
  const ahead = names.filter((_, index) => of(index) === best);
  return before !== undefined && ahead.includes(before) ? before : ahead[0];
}
