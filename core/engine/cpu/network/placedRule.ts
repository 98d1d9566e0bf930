/** A rule with a place in a network's memory for all that it works on. */
import type { State } from '../../../rule/run/kernel.ts';
import type { Checkpoint } from '../../checkpoint.ts';
import type { HyperparametersAt } from '../../hyperparameters.ts';
import type { Record32 } from './describeNetwork.ts';
import type { Layout } from './layout.ts';

export interface PlacedRule {
  /** What kernels need to know: see the classes in kernels/rule.ts, field by field. */
  readonly address: number;
  readonly records: readonly Record32[];
  /** Where plain parameters lie, in bytes; null where the rule works on packed ones. */
  readonly plainParameters: number | null;
  /** Why the rule runs as JavaScript, as a sentence without a full stop; null if it doesn't. */
  readonly fallback: string | null;
  /** Its code, for other threads; null where only the trainer's own computes the rule. */
  readonly module: WebAssembly.Module | null;
  /**
   * To be called when the parameters are in place.
   * @param from What the rule has kept so far. Default: it is at its start.
   */
  link(memory: WebAssembly.Memory, hyperparametersAt: HyperparametersAt, from?: Checkpoint): LinkedRule;
}

export interface LinkedRule {
  readonly functions: RuleFunctions;
  /** Computes what is the same for all parameters, for so many steps after `stepsDone`. */
  prepare(stepsDone: number, steps: number): void;
  /** Keeps what it does at its start, with the parameters that are in place now. */
  restart(): void;
  /** A copy of what the rule keeps, in plain order; after the steps that were prepared last. */
  state(): State<Float32Array>;
}

/** What a rule shares with the network. */
export interface RuleSurroundings {
  readonly layout: Layout;
  /** Where the packed parameters and their gradient lie, in bytes. */
  readonly parameters: number;
  readonly gradient: number;
  /** For how many steps at most `prepare` is called. */
  readonly stepsPerRun: number;
  /** Into how many parts it is split where each parameter is by itself: as many as there are threads. */
  readonly parts: number;
}

/** What kernels import as `rule`; both take a list of tensors and the step's uniforms: see core/rule/targets/wasm/wasm.ts. */
export interface RuleFunctions {
  readonly update: unknown;
  readonly lookAhead: unknown;
}

/** For kernels that are never going to call it. */
export const noRule: RuleFunctions = { update: nothing, lookAhead: nothing };

/** Each thread has an instance of its own. */
export function linkRule(rule: WebAssembly.Module, memory: WebAssembly.Memory): RuleFunctions {
  return { ...noRule, ...new WebAssembly.Instance(rule, { env: { memory } }).exports };
}

function nothing(): void {}
