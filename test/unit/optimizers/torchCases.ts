/** The runs of torch.optim that the shipped forms of the optimizers cover, as reference cases. */
import type { ReferenceCase } from './conformance.ts';
import { mlpStart } from './problems.ts';
import { readReference } from './readReference.ts';

interface TorchFile {
  readonly checkpoints: readonly number[];
  readonly cases: readonly TorchCase[];
}

interface TorchCase {
  readonly id: string;
  readonly problem: string;
  readonly batches?: string;
  /** Absent where the network's own start is meant. */
  readonly start?: readonly number[];
  /** Under PyTorch's names. */
  readonly hyper: Readonly<Record<string, number | boolean | readonly number[]>>;
  readonly params: readonly (readonly number[])[];
  readonly losses: readonly number[];
  readonly sensitivity: readonly number[];
}

interface Form {
  readonly file: string;
  readonly optimizer: string;
  /** Options of PyTorch that the rule has no equivalent for have to be off; `*` means above 0. */
  readonly when: Readonly<Record<string, number | boolean | '*'>>;
  /** The rule's name for each hyperparameter of PyTorch that it has. */
  readonly names: Readonly<Record<string, string | readonly string[]>>;
  readonly compared: ReferenceCase['compared'];
}

const plain = { maximize: false, weight_decay: 0 };
const sgd = { ...plain, dampening: 0 };
const adamNames = { lr: 'lr', betas: ['beta1', 'beta2'], eps: 'eps' };

const forms: readonly Form[] = [
  {
    file: 'sgd',
    optimizer: 'sgd',
    when: { ...sgd, momentum: 0 },
    names: { lr: 'lr' },
    compared: 'parameters',
  },
  {
    file: 'sgd',
    optimizer: 'momentum',
    when: { ...sgd, momentum: '*', nesterov: false },
    names: { lr: 'lr', momentum: 'momentum' },
    compared: 'parameters',
  },
  {
    file: 'sgd',
    optimizer: 'nesterov',
    when: { ...sgd, nesterov: true },
    names: { lr: 'lr', momentum: 'momentum' },
    // PyTorch's p is the tutorial's w + momentum * v, as long as lr stays the same.
    compared: 'lookAhead',
  },
  {
    file: 'rmsprop',
    optimizer: 'rmsprop',
    when: { ...plain, centered: false, momentum: 0 },
    names: { lr: 'lr', alpha: 'decay', eps: 'eps' },
    compared: 'parameters',
  },
  {
    file: 'adam',
    optimizer: 'adam',
    when: { ...plain, amsgrad: false },
    names: adamNames,
    compared: 'parameters',
  },
  {
    file: 'adamw',
    optimizer: 'adamw',
    when: { maximize: false, amsgrad: false },
    names: { ...adamNames, weight_decay: 'weight_decay' },
    compared: 'parameters',
  },
];

export const torchCases: readonly ReferenceCase[] = forms.flatMap((form) => {
  const { checkpoints, cases } = readReference<TorchFile>(`torch/${form.file}.json`);
  return cases
    .filter(({ hyper }) => isCovered(hyper, form.when))
    .map((each) => toReferenceCase(each, form, checkpoints));
});

function isCovered(hyper: TorchCase['hyper'], when: Form['when']): boolean {
  return Object.entries(when).every(([name, value]) =>
    value === '*' ? Number(hyper[name]) > 0 : hyper[name] === value,
  );
}

function toReferenceCase(each: TorchCase, form: Form, checkpoints: readonly number[]): ReferenceCase {
  const atCheckpoints = each.params.map((parameters, k) => ({
    step: checkpoints[k] ?? Number.NaN,
    parameters,
    sensitivity: each.sensitivity[k] ?? Number.NaN,
  }));
  return {
    id: each.id,
    optimizer: form.optimizer,
    hyperparameters: Object.fromEntries(
      Object.entries(form.names).flatMap(([name, ours]) => renamed(each.hyper[name], ours)),
    ),
    problem: each.batches === undefined ? each.problem : `${each.problem}_${each.batches}`,
    start: each.start ?? mlpStart,
    compared: form.compared,
    points: [...atCheckpoints, ...each.losses.map((loss, step) => ({ step, loss }))],
  };
}

function renamed(
  value: number | boolean | readonly number[] | undefined,
  names: string | readonly string[],
): [string, number][] {
  const values = [value].flat();
  return [names].flat().map((name, index) => [name, Number(values[index])]);
}
