/** What a thread does that helps a trainer. */
import { linkRule, noRule } from './placedRule.ts';
import { abort } from './threadGroupFields.ts';

/** What a helper needs; it can be posted to another thread. */
export interface HelperInput {
  readonly kernels: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** null where a helper leaves the rule to the trainer's thread. */
  readonly rule: WebAssembly.Module | null;
  /** Addresses of records. */
  readonly trainer: number;
  readonly group: number;
}

/**
 * Takes part in all that a trainer runs and evaluates from now on. Blocks its thread; returns when the trainer is disposed of
 * or a thread is lost.
 */
export function helpTrainer({ kernels, memory, rule, trainer }: HelperInput): void {
  const functions = rule ? linkRule(rule, memory) : noRule;
  const { exports } = new WebAssembly.Instance(kernels, { env: { memory }, rule: { ...functions } });
  const { help } = exports as unknown as { help(trainer: number): void };
  help(trainer);
}

/**
 * To be called, on any thread, when the trainer's thread or a helper's has ended by itself. Helpers return then; the trainer
 * throws instead of waiting, now or when it runs next. Without a call they find out after a minute.
 */
export function reportLostHelper({ memory, group }: HelperInput): void {
  abort(memory, group);
}
