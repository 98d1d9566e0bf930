/** How the runs of a race are computed. */
import type { RunData } from './runData.ts';

type Computed = Pick<RunData, 'engine'> & { readonly facts: Pick<RunData['facts'], 'name' | 'engine'> };

export type Device = 'GPU' | 'CPU';

/** What the runs that have begun are computed by, each once; before that what they ask for. */
export function devicesOf(runs: readonly Computed[]): readonly Device[] {
  const begun = runs.filter(({ engine }) => engine !== null);
  const isOnGpu = ({ engine, facts }: Computed) =>
    engine ? engine.device === 'gpu' : facts.engine === 'gpu';
  const found = (begun.length > 0 ? begun : runs).map((run) => (isOnGpu(run) ? 'GPU' : 'CPU'));
  return (['GPU', 'CPU'] as const).filter((device) => found.includes(device));
}

/** Precisions of the runs that have begun, each once. */
export function precisionsOf(runs: readonly Computed[]): readonly string[] {
  return [...new Set(runs.flatMap(({ engine }) => (engine ? [engine.precision] : [])))].sort();
}

/** How many threads share the work: those that runs are spread over, and those that help with large steps; 0: unknown. */
export function threadsOf({
  facts,
  runs,
}: {
  facts: { threads: number };
  runs: readonly Computed[];
}): number {
  if (facts.threads === 0) return 0;
  return runs.reduce((sum, { engine }) => sum + (engine?.threads ?? 1) - 1, facts.threads);
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
