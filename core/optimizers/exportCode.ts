/** The code of an optimizer in Python, with the settings of a run as the defaults of its arguments. */
import { valueName } from '../fault.ts';
import { resolve } from '../rule/plan/resolve.ts';
import type { Settings } from '../rule/syntax/rule.ts';
import { numpySource } from '../rule/targets/python/numpy.ts';
import { optaxSource } from '../rule/targets/python/optax.ts';
import { torchSource } from '../rule/targets/python/torch.ts';
import type { ChosenOptimizer } from './ownRule.ts';
import { ruleOf } from './ruleOf.ts';

/** The libraries that there is code for, by what people call them. */
export const codeLibraries = {
  PyTorch: torchSource,
  NumPy: numpySource,
  Optax: optaxSource,
} as const;
export type CodeLibrary = keyof typeof codeLibraries;

/** @throws {RangeError} if no optimizer has this id. */
export function exportCode(chosen: ChosenOptimizer, settings: Settings, library: CodeLibrary): string {
  const rule = ruleOf(chosen);
  if (!rule)
    throw new RangeError(`optimizer = ${valueName(chosen.optimizer)} — expected the id of an optimizer`);
  const numbers = Object.entries(settings).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return codeLibraries[library](resolve(rule, settings), { defaults: Object.fromEntries(numbers) });
}
