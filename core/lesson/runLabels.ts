import type { Run } from '../race/race.ts';
import { tellingApart } from '../race/tellingApart.ts';

/** What runs of a lesson are called: their names and, where several share one, the settings that tell them apart: `SGD lr 0.019`. */
export function runLabels(runs: readonly Pick<Run, 'name' | 'spec'>[]): string[] {
  const apart = tellingApart(runs.map(({ spec }) => spec));
  return runs.map(({ name, spec }) => {
    const isAlone = runs.filter((other) => other.name === name).length === 1;
    return isAlone ? name : `${name} ${apart(spec)}`.trim();
  });
}
