/** From what people have in their training script to an optimizer here. */

import { expectedSetting } from '../rule/check/settings.ts';
import { didYouMean } from '../rule/syntax/errors.ts';
import type { Rule, Settings } from '../rule/syntax/rule.ts';
import { findOptimizer } from './index.ts';
import {
  findPyTorchClass,
  type PyTorchArgument,
  type PyTorchClass,
  PyTorchError,
  performanceArguments,
  showValue,
} from './pytorchClasses.ts';

export interface FromPyTorch {
  /** Id of the optimizer. */
  readonly optimizer: string;
  /** Every hyperparameter and option that the class has, PyTorch's defaults included. */
  readonly hyperparameters: Settings;
}

/**
 * The optimizer that computes what a class of torch.optim computes.
 * @param className `SGD`, `optim.SGD` or `torch.optim.SGD`; see `pytorchClasses` for all.
 * @param kwargs Under PyTorch's names, with PyTorch's defaults where they are left out; pairs such as `betas` are lists.
 *   `foreach`, `fused`, `capturable` and `differentiable` may have any value.
 * @throws {PyTorchError} where PyTorch has no such class or argument, or refuses its value.
 */
export function fromPyTorch(className: string, kwargs: Readonly<Record<string, unknown>> = {}): FromPyTorch {
  const pytorchClass = findPyTorchClass(className);
  const rule = ruleOf(pytorchClass);
  const settings: Record<string, number | boolean | string> = defaultsOf(pytorchClass);
  let { optimizer } = pytorchClass;
  for (const [name, value] of Object.entries(kwargs)) {
    if (value === undefined || performanceArguments.includes(name)) continue;
    const argument = pytorchClass.arguments.find((each) => each.name === name);
    if (argument) Object.assign(settings, readArgument(rule, argument, value));
    else if (isDecoupling(pytorchClass, name)) optimizer = readDecoupling(name, value);
    else throw unknownArgument(pytorchClass, name, value);
  }
  checkNesterov(settings);
  return { optimizer, hyperparameters: settings };
}

/** PyTorch's defaults for the class, which are those of the rule. */
export function defaultsOf(pytorchClass: PyTorchClass): Record<string, number | boolean | string> {
  const names = pytorchClass.arguments.flatMap(({ settings }) => settings);
  const { hyperparameters, options } = ruleOf(pytorchClass);
  const own = [...hyperparameters, ...options].filter(({ name }) => names.includes(name));
  return Object.fromEntries(own.map((each) => [each.name, each.default]));
}

function ruleOf({ optimizer }: PyTorchClass): Rule {
  const found = findOptimizer(optimizer);
  if (!found) throw new TypeError(`no optimizer '${optimizer}'`);
  return found.rule;
}

/** PyTorch's AdamW is its Adam with this argument. */
function isDecoupling({ name: className }: PyTorchClass, name: string): boolean {
  return className === 'Adam' && name === 'decoupled_weight_decay';
}

function readDecoupling(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'adamw' : 'adam';
  throw new PyTorchError(`${name} = ${showValue(value)} — expected true or false`);
}

function readArgument(rule: Rule, { name, settings }: PyTorchArgument, value: unknown): Settings {
  const [only] = settings;
  if (settings.length === 1 && only !== undefined) return { [only]: readSetting(rule, only, name, value) };
  if (!Array.isArray(value) || value.length !== settings.length) {
    throw new PyTorchError(`${name} = ${showValue(value)} — expected ${settings.length} numbers`);
  }
  const read = settings.map((setting, i) => [setting, readSetting(rule, setting, `${name}[${i}]`, value[i])]);
  return Object.fromEntries(read);
}

/** @param name What PyTorch calls it. */
function readSetting(rule: Rule, setting: string, name: string, value: unknown): number | boolean {
  const expected = expectedSetting(rule, setting, value);
  if (expected === null && (typeof value === 'number' || typeof value === 'boolean')) return value;
  throw new PyTorchError(`${name} = ${showValue(value)} — expected ${expected}`);
}

function unknownArgument({ name: className, arguments: known }: PyTorchClass, name: string, value: unknown) {
  const names = known.map((each) => each.name);
  const likely = didYouMean(name.slice(0, 50), names);
  const expectation = `one of ${className}'s arguments: ${names.join(', ')}${likely}`;
  return new PyTorchError(`${name.slice(0, 50)} = ${showValue(value)} — expected ${expectation}`);
}

/** As PyTorch has it: "Nesterov momentum requires a momentum and zero dampening". */
function checkNesterov({ nesterov, momentum, dampening }: Settings): void {
  if (nesterov !== true || (Number(momentum) > 0 && dampening === 0)) return;
  const found = `nesterov = true with momentum = ${momentum} and dampening = ${dampening}`;
  throw new PyTorchError(`${found} — expected momentum > 0 and dampening = 0`);
}
