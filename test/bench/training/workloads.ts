/** What is measured: the sizes of networks and batches that people learn with. */
import type { WorkRequest } from '../peer/requests.ts';
import { type DataSet, dataFileOf, dataSets } from './dataSets.ts';
import { flopsOf } from './flops.ts';

export interface Workload {
  readonly name: string;
  readonly work: WorkRequest;
  /** What `work.data` names; absent where there is no data. */
  readonly dataSet?: DataSet;
  /** Operations in a step; null where they aren't what takes the time. */
  readonly flops: number | null;
}

type OptimizerName = 'adam' | 'sgd';

const words = { adam: 'Adam', sgd: 'SGD' };
const learningRates = { adam: 0.001, sgd: 0.05 };

/** @param folder Absolute path of the folder for data files. */
export function workloadsIn(folder: string): readonly Workload[] {
  const { logistic, spiral, digits, mnist, wide } = dataSets;
  const sizes: readonly (readonly [DataSet, ...batches: number[]])[] = [
    [logistic, 32],
    [spiral, 1, 32, 256],
    [digits, 1, 32, 128, 1024],
    [mnist, 1, 32, 128, 1024],
  ];
  const optimizers = ['adam', 'sgd'] as const;
  return [
    ...optimizers.map(minimizing),
    ...optimizers.flatMap((optimizer) =>
      sizes.flatMap(([dataSet, ...batches]) =>
        batches.map((batch) => training(folder, dataSet, batch, optimizer)),
      ),
    ),
    training(folder, wide, 128, 'adam'),
    ...optimizers.flatMap((optimizer) => [100, 10_000, 1_000_000].map((n) => updating(n, optimizer))),
  ];
}

function minimizing(optimizer: OptimizerName): Workload {
  const lr = { adam: 0.01, sgd: 0.0005 }[optimizer];
  return {
    name: `Rosenbrock, ${words[optimizer]}`,
    work: { op: 'fn2d', fn: 'rosenbrock', start: [-1.2, 1], optimizer, lr },
    flops: null,
  };
}

export function training(
  folder: string,
  dataSet: DataSet,
  batch: number,
  optimizer: OptimizerName,
): Workload {
  const { name, layers, activation } = dataSet;
  const data = dataFileOf(dataSet, folder);
  const lr = learningRates[optimizer];
  const work = { op: 'train', data, layers, activation, batch, optimizer, lr } as const;
  return {
    name: `${name} ${layers.join('-')}, batch ${batch}, ${words[optimizer]}`,
    work,
    dataSet,
    flops: flopsOf(work),
  };
}

function updating(n: number, optimizer: OptimizerName): Workload {
  return {
    name: `update of ${n.toLocaleString('en')} parameters, ${words[optimizer]}`,
    work: { op: 'update', n, optimizer, lr: learningRates[optimizer] },
    flops: null,
  };
}
