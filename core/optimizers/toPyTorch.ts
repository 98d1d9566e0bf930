/** From an optimizer here to what people write in their training script. */

import { fillSettings } from '../rule/check/settings.ts';
import { shorten } from '../rule/syntax/errors.ts';
import type { Rule, Settings } from '../rule/syntax/rule.ts';
import { defaultsOf } from './fromPyTorch.ts';
import { findOptimizer } from './index.ts';
import { findPyTorchClass, type PyTorchClass, pytorchClasses } from './pytorchClasses.ts';

type Value = number | boolean | readonly number[];

export interface PyTorchCall {
  /** Without `torch.optim.`. */
  readonly className: string;
  /** Under PyTorch's names: `lr`, and what differs from PyTorch's defaults. */
  readonly kwargs: Readonly<Record<string, Value>>;
  /** `torch.optim.Adam(params, lr=0.001, betas=(0.9, 0.99))` */
  readonly code: string;
}

export interface NotInPyTorch {
  /** Why there is no such call: `torch.optim has no Lion`. */
  readonly reason: string;
}

/**
 * The call of torch.optim that computes what an optimizer computes with these settings.
 * @param settings Defaults where they are left out.
 * @throws {RangeError} where there is no such optimizer or it can't take the settings.
 */
export function toPyTorch(optimizer: string, settings: Settings = {}): PyTorchCall | NotInPyTorch {
  const rule = findOptimizer(optimizer)?.rule;
  if (!rule) {
    throw new RangeError(
      `optimizer = ${JSON.stringify(shorten(String(optimizer)))} — expected the id of an optimizer`,
    );
  }
  const filled = fillSettings(rule, settings);
  const pytorchClass = classFor(optimizer);
  if (!pytorchClass) return { reason: `torch.optim has no ${rule.name}` };
  const { name } = pytorchClass;
  const extra = extraOf(rule, pytorchClass).find((each) => filled[each.name] !== each.default);
  if (extra) return { reason: `torch.optim.${name} has no ${extra.name} = ${filled[extra.name]}` };
  const all = withNesterov(optimizer, filled);
  const { nesterov, dampening = 0 } = all;
  if (nesterov === true && dampening !== 0) {
    return { reason: `torch.optim.${name} refuses nesterov = true with dampening = ${dampening}` };
  }
  const kwargs = kwargsOf(pytorchClass, all);
  const written = Object.entries(kwargs).map(([argument, value]) => `${argument}=${python(value)}`);
  return { className: name, kwargs, code: `torch.optim.${name}(${['params', ...written].join(', ')})` };
}

function classFor(optimizer: string): PyTorchClass | undefined {
  if (optimizer === 'momentum' || optimizer === 'nesterov') return findPyTorchClass('SGD');
  return pytorchClasses.find((each) => each.optimizer === optimizer);
}

/** What a rule can be asked and the class can't. */
function extraOf({ hyperparameters, options }: Rule, pytorchClass: PyTorchClass) {
  const names = pytorchClass.arguments.flatMap(({ settings }) => settings);
  return [...hyperparameters, ...options].filter(({ name }) => !names.includes(name));
}

/** PyTorch refuses Nesterov's momentum without momentum, where it changes nothing. */
function withNesterov(optimizer: string, settings: Settings): Settings {
  const { nesterov = optimizer === 'nesterov', momentum } = settings;
  return nesterov === true ? { ...settings, nesterov: momentum !== 0 } : settings;
}

function kwargsOf(pytorchClass: PyTorchClass, settings: Settings): PyTorchCall['kwargs'] {
  const defaults = defaultsOf(pytorchClass);
  const kwargs: Record<string, Value> = {};
  for (const { name, settings: names } of pytorchClass.arguments) {
    const differs = names.some((each) => settings[each] !== undefined && settings[each] !== defaults[each]);
    if (name !== 'lr' && !differs) continue;
    const [first = name] = names;
    const value = settings[first];
    if (names.length > 1) kwargs[name] = names.map((each) => Number(settings[each]));
    else kwargs[name] = typeof value === 'boolean' ? value : Number(value);
  }
  return kwargs;
}

/** With a point in each number, since PyTorch insists on floats for `betas`. */
function python(value: Value): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'number') return `(${value.map(python).join(', ')})`;
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
