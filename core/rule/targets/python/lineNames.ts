/** Names for lines that each assign a name of their own. */
import type { Assignment } from '../../syntax/tree.ts';
import { readsOf } from './program.ts';

export interface Naming {
  readonly perStep: readonly Assignment[];
  readonly perTensor: readonly Assignment[];
  /** Names that have a value before the lines. */
  readonly given: readonly string[];
  readonly bases: ReadonlyMap<string, string>;
  /** What is read after the lines. */
  readonly atEnd: ReadonlySet<string>;
  isTensor(name: string): boolean;
}

/** Each line's own name where the value that had it before is read no more; else the name that flattening gave. */
export function nameLines({
  perStep,
  perTensor,
  given,
  bases,
  atEnd,
  isTensor,
}: Naming): ReadonlyMap<string, string> {
  const lines = [...perStep, ...perTensor];
  const lastReads = new Map<string, number>();
  for (const [index, { value }] of lines.entries())
    for (const name of readsOf([value])) lastReads.set(name, index);
  for (const name of atEnd) lastReads.set(name, Number.POSITIVE_INFINITY);

  const written = new Map(given.map((name) => [name, name]));
  const holders = new Map(given.map((name) => [name, name]));
  const shared = new Set(given.filter((name) => !isTensor(name)));
  for (const [index, { target }] of lines.entries()) {
    const isFree = (name: string) => {
      const holder = holders.get(name);
      if (holder === undefined) return true;
      // A function for one tensor can't give a new value to what it shares with the others.
      if (index >= perStep.length && shared.has(holder)) return false;
      return (lastReads.get(holder) ?? -1) <= index;
    };
    const candidates = [bases.get(target) ?? target, target];
    let name = candidates.find(isFree) ?? `${target}_`;
    while (!isFree(name)) name += '_';
    written.set(target, name);
    holders.set(name, target);
    if (index < perStep.length) shared.add(target);
  }
  return written;
}
