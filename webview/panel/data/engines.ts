/** How the runs of a race are computed. */
import type { RunData } from './runData.ts';

type Computed = Pick<RunData, 'engine'> & { readonly facts: Pick<RunData['facts'], 'name'> };

/** Precisions of the runs that have begun, each once. */
export function precisionsOf(runs: readonly Computed[]): readonly string[] {
  return [...new Set(runs.flatMap(({ engine }) => (engine ? [engine.precision] : [])))].sort();
}

/** How many threads share the work: runs are spread over some, and a large step is shared by several. */
export function threadsOf({
  facts,
  runs,
}: {
  facts: { threads: number };
  runs: readonly Computed[];
}): number {
  return facts.threads * Math.max(1, ...runs.map(({ engine }) => engine?.threads ?? 1));
}

/** What runs say of their engines, each once, with the optimizers' names where they say different things. */
export function engineDetails(
  runs: readonly Computed[],
): readonly { description: string; runs: readonly string[] | null }[] {
  const byDescription = new Map<string, Set<string>>();
  for (const { engine, facts } of runs) {
    if (!engine) continue;
    const names = byDescription.get(engine.description) ?? new Set();
    byDescription.set(engine.description, names.add(facts.name));
  }
  const isOne = byDescription.size === 1;
  return [...byDescription].map(([description, names]) => ({ description, runs: isOne ? null : [...names] }));
}
