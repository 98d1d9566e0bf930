import type { AnySpec } from '../experiment/runSpec.ts';
import { formatSetting } from '../format.ts';

type Part = (spec: AnySpec) => string;

const common: readonly Part[] = [
  (spec) => hyperparameter(spec, 'lr'),
  ({ batchSize }) => (batchSize === null ? '' : `batch ${batchSize}`),
  ({ seed }) => (seed === null ? '' : `seed ${seed}`),
  ({ schedule }) => schedule?.name ?? '',
];

/**
 * Of each run, the settings that tell it from the others: `lr 0.01, momentum 0.95`. A hyperparameter other than the learning
 * rate counts where runs of the same optimizer differ in it.
 */
export function tellingApart(specs: readonly AnySpec[]): (spec: AnySpec) => string {
  const parts = common.filter((part) => differ(specs, part));
  const own = new Map<string, readonly Part[]>();
  for (const [optimizer, same] of byOptimizer(specs)) own.set(optimizer, ownParts(same));
  return (spec) =>
    [...parts, ...(own.get(spec.optimizer) ?? [])]
      .map((part) => part(spec))
      .filter(Boolean)
      .join(', ');
}

function ownParts(specs: readonly AnySpec[]): Part[] {
  const names = new Set(specs.flatMap(({ hyperparameters }) => Object.keys(hyperparameters)));
  names.delete('lr');
  const parts = [...names].map((name) => (spec: AnySpec) => hyperparameter(spec, name));
  return parts.filter((part) => differ(specs, part));
}

function hyperparameter({ hyperparameters }: AnySpec, name: string): string {
  const value = hyperparameters[name];
  if (value === undefined) return '';
  return `${name} ${typeof value === 'number' ? formatSetting(value) : value}`;
}

function differ(specs: readonly AnySpec[], part: Part): boolean {
  return new Set(specs.map(part)).size > 1;
}

function byOptimizer(specs: readonly AnySpec[]): ReadonlyMap<string, readonly AnySpec[]> {
  const groups = new Map<string, AnySpec[]>();
  for (const spec of specs) {
    const group = groups.get(spec.optimizer);
    if (group) group.push(spec);
    else groups.set(spec.optimizer, [spec]);
  }
  return groups;
}
