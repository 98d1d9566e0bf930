/** Rules of people's own in a race file: each text once, however many runs have it, and its number in their place. */
import * as z from 'zod';
import { runSpecSchema } from '../experiment/runSpec.ts';
import { experimentSchema } from '../experiment/schema.ts';
import type { OwnRule } from '../optimizers/ownRule.ts';
import { BlockError } from './fileBlock.ts';

const ruleNumber = { rule: z.int().min(0).optional() };
const { optimizers } = experimentSchema.shape;

export const packedSpecSchema = runSpecSchema.extend(ruleNumber);
export const packedExperimentSchema = experimentSchema.extend({
  optimizers: z.array(optimizers.element.extend(ruleNumber)).min(1),
});

/** What is the same but for its rule. */
type Packed<T> = Omit<T, 'rule'> & { rule?: number | undefined };

/** Rules in the order in which they are met. */
export class RuleTable {
  readonly #numbers = new Map<OwnRule, number>();

  get rules(): OwnRule[] {
    return [...this.#numbers.keys()];
  }

  pack<T extends { readonly rule?: OwnRule | undefined }>({ rule, ...others }: T): Packed<T> {
    if (!rule) return others;
    const number = this.#numbers.get(rule) ?? this.#numbers.size;
    this.#numbers.set(rule, number);
    return { ...others, rule: number };
  }
}

/** @throws {BlockError} if there is no rule of that number. */
export function unpackRule<T extends { readonly rule?: number | undefined }>(
  { rule: number, ...others }: T,
  rules: readonly OwnRule[],
): Omit<T, 'rule'> & { rule?: OwnRule } {
  if (number === undefined) return others;
  const rule = rules[number];
  if (!rule) throw new BlockError(`rule = ${number} — expected one of ${rules.length}`);
  return { ...others, rule };
}
