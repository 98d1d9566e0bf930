import type { Run } from '../race/race.ts';
import { tellingApart } from '../race/tellingApart.ts';

type Named = Pick<Run, 'name' | 'spec'>;

/**
 * What runs of a lesson are called: their names and, where several share one, the settings that tell these apart:
 * `SGD lr 0.019`, `Lion seed 1`. A setting that is called as its optimizer is isn't named twice: `Momentum 0.99`.
 */
export function runLabels(runs: readonly Named[]): string[] {
  return labelsOf(runs, (spec) => spec);
}

/** The same without the seed: of runs that differ in nothing else, one name. */
export function settingLabels(runs: readonly Named[]): string[] {
  return labelsOf(runs, (spec) => ({ ...spec, seed: null }));
}

function labelsOf(runs: readonly Named[], seen: (spec: Named['spec']) => Named['spec']): string[] {
  const labels = new Map<Named, string>();
  for (const [name, same] of byName(runs)) {
    const apart = tellingApart(same.map(({ spec }) => seen(spec)));
    const twice = `${name} ${name.toLowerCase()} `;
    for (const run of same)
      labels.set(run, `${name} ${apart(seen(run.spec))}`.replace(twice, `${name} `).trim());
  }
  return runs.map((run) => labels.get(run) ?? run.name);
}

function byName(runs: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  const groups = new Map<string, Named[]>();
  for (const run of runs) {
    const group = groups.get(run.name);
    if (group) group.push(run);
    else groups.set(run.name, [run]);
  }
  return groups;
}
