/** Where the values of each element are between steps and between passes: parameters, state, or scratch. */

import type { Assignment } from '../syntax/tree.ts';
import { namesIn } from '../syntax/walk.ts';
import type { Move, Pass, Reduction, Slot } from './stage.ts';

/** A pass whose loads and stores aren't decided yet. */
export interface DraftPass {
  readonly perTensor: Assignment[];
  readonly elements: Assignment[];
  readonly reductions: Reduction[];
}

/**
 * Decides what each pass loads and stores.
 * @param results The name of the new value of `p`, of states, and of `at`.
 * @param tensors The tensor of `p`, of each state, and of `at`.
 */
export function assignSlots(
  drafts: readonly DraftPass[],
  results: ReadonlyMap<string, string>,
  tensors: ReadonlyMap<string, Slot>,
): { readonly passes: readonly Pass[]; readonly scratch: number } {
  const used = drafts.filter(({ elements, reductions }) => elements.length > 0 || reductions.length > 0);
  const reads = used.map(readsOf);
  const definedIn = new Map(
    used.flatMap(({ elements }, pass) => elements.map(({ target }): [string, number] => [target, pass])),
  );

  /** Where a name can be read from in passes after the one that computes it. */
  const slots = new Map<string, Slot>([...tensors, ['g', { kind: 'gradient', index: 0 }]]);
  const stores: Move[][] = used.map(() => []);
  let scratch = 0;
  for (const [name, result] of results) {
    const slot = tensors.get(name);
    const pass = definedIn.get(result);
    if (!slot || pass === undefined) continue;
    // No later pass reads the old value: lines after the last that assigns a name read the new one.
    stores[pass]?.push({ name: result, slot });
    slots.set(result, slot);
  }
  for (const [name, pass] of definedIn) {
    if (slots.has(name) || !reads.some((names, later) => later > pass && names.has(name))) continue;
    const slot = { kind: 'scratch', index: scratch++ } as const;
    slots.set(name, slot);
    stores[pass]?.push({ name, slot });
  }
  const passes = used.map(({ perTensor, elements, reductions }, pass) => {
    const loads = [...(reads[pass] ?? [])].flatMap((name) => {
      const slot = slots.get(name);
      return slot && definedIn.get(name) !== pass ? [{ name, slot }] : [];
    });
    return { perTensor, loads, elements, stores: stores[pass] ?? [], reductions };
  });
  return { passes, scratch };
}

/** Names that a pass reads for each element. */
function readsOf({ elements, reductions }: DraftPass): Set<string> {
  const values = [...elements.map(({ value }) => value), ...reductions.map(({ operand }) => operand)];
  return new Set(values.flatMap(namesIn).map(({ name }) => name));
}
