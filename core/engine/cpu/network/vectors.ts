/** The vectors that a rule works on, in the order of the parameters that it takes. */
import type { Arena } from './memory.ts';
import type { RuleSurroundings } from './placedRule.ts';

/** Addresses in bytes. A rule that takes the gradient at the parameters has no use for `ahead`. */
export interface Vectors {
  /** Whether they are in plain order, and not the network's own. */
  readonly isPlain: boolean;
  readonly parameters: number;
  readonly gradient: number;
  readonly ahead: number;
  /** How many numbers each has. */
  readonly size: number;
  /** Bytes from the packed parameters to the packed point ahead. */
  readonly packedAhead: number;
}

export function placeVectors(
  { layout, parameters, gradient }: RuleSurroundings,
  { isPlain, looksAhead }: { isPlain: boolean; looksAhead: boolean },
  arena: Arena,
): Vectors {
  const packedAhead = looksAhead ? arena.words(layout.packedSize) : parameters;
  const shared = { isPlain, packedAhead: packedAhead - parameters };
  if (!isPlain) return { ...shared, parameters, gradient, ahead: packedAhead, size: layout.packedSize };
  const size = layout.plainSize;
  return {
    ...shared,
    parameters: arena.words(size),
    gradient: arena.words(size),
    ahead: looksAhead ? arena.words(size) : 0,
    size,
  };
}

/** Fields of a rule's record after those of its stages. */
export function vectorFields(
  { gradient, layout }: RuleSurroundings,
  { isPlain, parameters, gradient: plainGradient, ahead, packedAhead }: Vectors,
): readonly number[] {
  return [gradient, layout.packedSize, packedAhead, Number(isPlain), parameters, plainGradient, ahead];
}
