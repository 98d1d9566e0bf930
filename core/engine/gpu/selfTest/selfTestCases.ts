/**
 * What a device is tried with: every optimizer, activation and loss in both ways, layers that take each kind of tile, and
 * every surface.
 */
import { optimizers } from '../../../optimizers/index.ts';
import { type ActivationName, activations } from '../../../problems/models/activations/index.ts';
import { type LossName, losses } from '../../../problems/models/losses/index.ts';
import { surfaces } from '../../../problems/surfaces/index.ts';
import type { Surface } from '../../../problems/surfaces/surface.ts';
import type { Settings } from '../../../rule/syntax/rule.ts';

interface SelfTestTraining {
  /** For people: `AdamW`. */
  readonly name: string;
  /** An id of the table. */
  readonly optimizer: string;
  readonly settings: Settings;
  readonly steps: number;
}

export interface NetworkCase extends SelfTestTraining {
  readonly about: 'optimizer' | 'activation' | 'loss' | 'layers';
  /** Inputs, hidden layers …, outputs. */
  readonly widths: readonly number[];
  readonly activation: ActivationName;
  readonly loss: LossName;
  readonly batchSize: number;
  /** Examples; more than the batch size, and no multiple of it, so that a shorter batch comes too. */
  readonly rows: number;
  /** Whether a workgroup takes whole steps, or each product is a dispatch. */
  readonly together: boolean;
}

/** A thread takes whole steps. */
export interface SurfaceCase extends SelfTestTraining {
  readonly about: 'surface';
  readonly surface: Surface;
}

export type SelfTestCase = NetworkCase | SurfaceCase;

const plain = {
  widths: [5, 9, 3],
  activation: 'tanh',
  loss: 'cross_entropy',
  optimizer: 'adam',
  settings: { lr: 0.01 },
  batchSize: 32,
  rows: 80,
  steps: 10,
} as const;

/** What the defaults of some rules leave out. */
const variants: readonly (readonly [id: string, settings: Settings, name: string])[] = [
  ['sgd', { momentum: 0.9, nesterov: true, weight_decay: 0.1 }, 'Nesterov momentum, weight decay'],
  ['nesterov', { form: 'tutorial' }, 'tutorial form'],
  ['adam', { amsgrad: true, weight_decay: 0.1 }, 'AMSGrad, weight decay'],
];

/** Widths and batches whose products take every kind of tile. Each tile takes a device a while to compile. */
const layers: readonly (readonly [batchSize: number, widths: readonly number[]])[] = [
  [30, [9, 2060, 12]],
  [180, [7, 200, 190, 5]],
  [500, [70, 530, 3]],
];

function inBothWays(): Omit<NetworkCase, 'together'>[] {
  return [
    ...optimizers.map(({ id, rule }) => ({
      ...{ ...plain, about: 'optimizer' as const, name: rule.name, optimizer: id, settings: {} },
    })),
    ...variants.map(([id, settings, name]) => {
      const rule = optimizers.find((each) => each.id === id)?.rule;
      return {
        ...{ ...plain, about: 'optimizer' as const, name: `${rule?.name}: ${name}`, optimizer: id, settings },
      };
    }),
    ...(Object.keys(activations) as (keyof typeof activations)[]).map((activation) => ({
      ...{ ...plain, about: 'activation' as const, name: activation, activation },
    })),
    ...(Object.keys(losses) as (keyof typeof losses)[]).map((loss) => ({
      ...plain,
      about: 'loss' as const,
      name: loss,
      loss,
    })),
  ];
}

export const selfTestCases: readonly SelfTestCase[] = [
  ...inBothWays().flatMap((each) => [
    { ...each, together: true },
    { ...each, together: false },
  ]),
  ...layers.map(([batchSize, widths]) => ({
    ...{ ...plain, about: 'layers' as const, widths, batchSize },
    name: `${widths.join('–')}, batches of ${batchSize}`,
    ...{ optimizer: 'sgd', settings: { lr: 0.1 }, rows: batchSize + 7, steps: 2, together: false },
  })),
  ...surfaces.map((surface) => ({
    ...{ about: 'surface' as const, name: surface.name, surface },
    ...{ optimizer: 'sgd', settings: { lr: surface.learningRate }, steps: 10 },
  })),
];
