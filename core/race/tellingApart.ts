import { batchSizeTexts } from '../experiment/batchSize.ts';
import type { AnySpec } from '../experiment/runSpec.ts';
import { formatSetting } from '../format.ts';

type Part = (spec: AnySpec) => string;

const common = (specs: readonly AnySpec[]): readonly Part[] => [
  hyperparameter('lr', specs),
  batch(specs),
  ({ seed }) => (seed === null ? '' : `seed ${seed}`),
  ({ schedule }) => schedule?.name ?? '',
];

function batch(specs: readonly AnySpec[]): Part {
  const textOf = batchSizeTexts(specs.flatMap(({ batchSize }) => batchSize ?? []));
  return ({ batchSize }) => (batchSize === null ? '' : `batch ${textOf(batchSize)}`);
}

/** Of a value as many digits are shown, where that is enough to tell it from the others: `5.616`, not `5.615625`. */
const digits = 4;

/**
 * Of each run, the settings that tell it from the others: `lr 0.01, momentum 0.95`. A hyperparameter other than the learning
 * rate counts where runs of the same optimizer differ in it.
 */
export function tellingApart(specs: readonly AnySpec[]): (spec: AnySpec) => string {
  const parts = common(specs).filter((part) => differ(specs, part));
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
  const parts = [...names].map((name) => hyperparameter(name, specs));
  return parts.filter((part) => differ(specs, part));
}

/** @param specs Whose values are told apart. */
function hyperparameter(name: string, specs: readonly AnySpec[]): Part {
  const values = new Set(specs.map(({ hyperparameters }) => hyperparameters[name]));
  const exact = (value: unknown) => (typeof value === 'number' ? formatSetting(value) : String(value));
  const rounded = (value: unknown) =>
    exact(typeof value === 'number' ? Number(value.toPrecision(digits)) : value);
  const different = (text: (value: unknown) => string) => new Set([...values].map(text)).size;
  const text = different(rounded) === different(exact) ? rounded : exact;
  return ({ hyperparameters: { [name]: value } }) => (value === undefined ? '' : `${name} ${text(value)}`);
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
