/** What a rule keeps for all parameters together, or begins with, that follows from its learning rate. */
import type { ResolvedRule } from '../syntax/rule.ts';
import { namesIn } from '../syntax/walk.ts';
import { plan } from './plan.ts';

/**
 * The name of the first such value; null where there is none. With one, parameters with rates of their own would need
 * as many of it as there are rates.
 */
export function keptByRate(rule: ResolvedRule): string | null {
  const begun = [...rule.state, ...rule.scalars].find(({ initial }) =>
    namesIn(initial).some(({ name }) => name === 'lr'),
  );
  if (begun) return begun.name;
  const { perStep, scalars } = plan(rule).update;
  const byRate = new Set(['lr']);
  for (const { target, value } of perStep)
    if (namesIn(value).some(({ name }) => byRate.has(name))) byRate.add(target);
  const kept = scalars.find(({ name }) => byRate.has(name));
  return kept ? (rule.scalars[kept.index]?.name ?? null) : null;
}
