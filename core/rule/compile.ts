/** The table of targets: everything that a rule compiles to, one line each. */

import { fillSettings } from './check/settings.ts';
import { plan } from './plan/plan.ts';
import { resolve } from './plan/resolve.ts';
import { interpret } from './run/interpreter.ts';
import { compileFloat32, compileFloat64 } from './run/javascriptKernel.ts';
import { didYouMean, shorten } from './syntax/errors.ts';
import type { ResolvedRule, Rule, Settings } from './syntax/rule.ts';
import { float32Source } from './targets/javascript/float32.ts';
import { float64Source } from './targets/javascript/float64.ts';
import { latex } from './targets/latex/latex.ts';
import { numpySource } from './targets/python/numpy.ts';
import { optaxSource } from './targets/python/optax.ts';
import { torchSource } from './targets/python/torch.ts';
import { compileWasm } from './targets/wasm/wasm.ts';
import { wgslKernel } from './targets/wgsl/wgsl.ts';

export const targets = {
  /** A kernel that runs, in double precision. */
  float64: (rule: ResolvedRule) => compileFloat64(rule),
  /** A kernel that runs, in single precision. */
  float32: (rule: ResolvedRule) => compileFloat32(rule),
  /** The same, computed without generating code, which some pages forbid; much slower. */
  interpreter: (rule: ResolvedRule) => interpret(rule),
  /** The source of the kernel in double precision. */
  javascript: (rule: ResolvedRule) => float64Source(plan(rule)),
  /** The source of the kernel in single precision. */
  javascript32: (rule: ResolvedRule) => float32Source(plan(rule, { reciprocals: true })),
  /** A WebAssembly module and what it needs, or why there is none. */
  wasm: (rule: ResolvedRule) => compileWasm(rule),
  /** A WGSL module and how to dispatch it. */
  wgsl: (rule: ResolvedRule) => wgslKernel(plan(rule, { reciprocals: true })),
  /** The formulas, for KaTeX. */
  latex,
  /** A Python class over NumPy arrays. */
  numpy: numpySource,
  /** A subclass of PyTorch's `Optimizer`. */
  torch: torchSource,
  /** A JAX function that makes an Optax `GradientTransformation`. */
  optax: optaxSource,
} as const;

export type Target = keyof typeof targets;

/**
 * What a rule becomes on a target.
 * @param settings Options decide which lines there are, and so do hyperparameters that an `if` asks for; those that
 * aren't given stay open, options have their defaults.
 * @throws {SettingError} for a setting that the rule doesn't take.
 * @throws {RangeError} for an unknown target.
 */
export function compile<T extends Target>(
  rule: Rule,
  target: T,
  settings: Settings = {},
): ReturnType<(typeof targets)[T]> {
  fillSettings(rule, settings);
  if (!Object.hasOwn(targets, target)) {
    const names = Object.keys(targets);
    throw new RangeError(
      `target = ${shorten(String(target))} — expected one of ${names.join(', ')}${didYouMean(target, names)}`,
    );
  }
  const make: (rule: ResolvedRule) => unknown = targets[target];
  return make(resolve(rule, settings)) as ReturnType<(typeof targets)[T]>;
}
