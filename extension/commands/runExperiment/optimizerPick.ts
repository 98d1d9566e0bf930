/** Optimizers as "Run Experiment…" knows them: one of the table, or a call of PyTorch that the person pasted. */
import { formatSetting } from '../../../core/format.ts';
import { fromPyTorch } from '../../../core/optimizers/fromPyTorch.ts';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { parsePyTorchCall } from '../../../core/optimizers/parsePyTorchCall.ts';
import { PyTorchError } from '../../../core/optimizers/pytorchClasses.ts';
import type { Settings } from '../../../core/rule/syntax/rule.ts';
import type { FoundRule } from '../../ownRules/findRules.ts';
import type { Choice } from './ask.ts';

/** With the learning rate of the call, which is the only one that it runs with. */
export interface PastedOptimizer {
  readonly optimizer: string;
  readonly lr: readonly number[];
  /** Those that differ from the rule's defaults. */
  readonly hyperparameters: Settings;
}

/** An id, the path of a rule of the workspace, or a pasted call. */
export type OptimizerPick = string | PastedOptimizer;

export const exampleCall = 'torch.optim.AdamW(model.parameters(), lr=3e-4)';

/** `Adam`, `AdamW (lr 0.0003, beta2 0.95)`; of a rule of one's own, by its path, the name that it is found with. */
export function optimizerPickName(pick: OptimizerPick, rules: readonly FoundRule[] = []): string {
  if (typeof pick === 'string') {
    const own = rules.find(({ path }) => path === pick)?.rule;
    return typeof own === 'object' ? own.name : nameOf(pick);
  }
  const settings = Object.entries({ lr: pick.lr[0], ...pick.hyperparameters });
  const words = settings.map(([name, value]) => `${name} ${textOf(value)}`);
  return `${nameOf(pick.optimizer)} (${words.join(', ')})`;
}

function nameOf(id: string): string {
  return findOptimizer(id)?.rule.name ?? id;
}

function textOf(value: unknown): string {
  return typeof value === 'number' ? formatSetting(value) : String(value);
}

/** Whether a text is rather a call than a part of a name. */
export function looksLikeCall(text: string): boolean {
  return /[\w.]\s*\(/.test(text);
}

/** A row for a call of PyTorch, or what is wrong with it. */
export function callRows(text: string): Choice<OptimizerPick>[] {
  try {
    const { className, kwargs } = parsePyTorchCall(text);
    return [pastedItem(pastedOptimizer(className, kwargs))];
  } catch (error) {
    if (!(error instanceof PyTorchError)) throw error;
    return [{ icon: 'error', label: error.message, alwaysShow: true, value: null }];
  }
}

export function pastedItem(value: PastedOptimizer): Choice<OptimizerPick> {
  return { label: optimizerPickName(value), description: 'your PyTorch call', alwaysShow: true, value };
}

function pastedOptimizer(className: string, kwargs: Readonly<Record<string, unknown>>): PastedOptimizer {
  const { optimizer, hyperparameters } = fromPyTorch(className, kwargs);
  const rule = findOptimizer(optimizer)?.rule;
  const known = [...(rule?.hyperparameters ?? []), ...(rule?.options ?? [])];
  const { lr, ...settings } = hyperparameters;
  const own = Object.entries(settings).filter(
    ([name, value]) => known.find((each) => each.name === name)?.default !== value,
  );
  return { optimizer, lr: [Number(lr)], hyperparameters: Object.fromEntries(own) };
}
