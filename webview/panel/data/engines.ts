/** How the runs of a race are computed. */
import type { RunData } from './runData.ts';

type Computed = Pick<RunData, 'engine'> & { readonly facts: Pick<RunData['facts'], 'name' | 'engine'> };

/** What computes the runs that have begun; before there is one, a GPU that they ask for. */
export function devicesOf(runs: readonly Computed[]): readonly string[] {
  const devices = runs.flatMap(({ engine }) => (engine ? [engine.gpu === undefined ? 'CPU' : 'GPU'] : []));
  if (devices.length === 0 && runs.some(({ facts }) => facts.engine === 'gpu')) return ['GPU'];
  return [...new Set(devices)].sort();
}

/** What to tell who has asked for a GPU and got something else, each once: by what the run is computed, and why. */
export function missedGpu(runs: readonly Computed[]): readonly { gpu: string | undefined; reason: string }[] {
  const missed = new Map<string, { gpu: string | undefined; reason: string }>();
  for (const { engine, facts } of runs)
    if (facts.engine === 'gpu' && engine?.reason !== undefined)
      missed.set(engine.reason, { gpu: engine.gpu, reason: engine.reason });
  return [...missed.values()];
}

/** Precisions of the runs that have begun, each once. */
export function precisionsOf(runs: readonly Computed[]): readonly string[] {
  return [...new Set(runs.flatMap(({ engine }) => (engine ? [engine.precision] : [])))].sort();
}

/** How many threads share the work: those that runs are spread over, and those that help with large steps; 0: unknown. */
export function threadsOf({ threads, runs }: { threads: number; runs: readonly Computed[] }): number {
  if (threads === 0) return 0;
  return runs.reduce((sum, { engine }) => sum + (engine?.threads ?? 1) - 1, threads);
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
