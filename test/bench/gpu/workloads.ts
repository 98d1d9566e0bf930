/** Networks for a GPU: those of the bench of training, and larger ones. */
import type { DataSet } from '../training/dataSets.ts';
import { training, type Workload, workloadsIn } from '../training/workloads.ts';

/** Rows of a batch. */
const batch = 1024;

const large: readonly DataSet[] = [
  { name: 'large', layers: [784, 2048, 2048, 10], activation: 'relu', rows: 2048 },
  { name: 'very large', layers: [1024, 4096, 4096, 10], activation: 'relu', rows: 2048 },
];

/** Operations of a step that take a software adapter a second or less. */
const mostInSoftware = 1e8;

/** @param folder Absolute path of the folder for data files. */
export function gpuWorkloadsIn(folder: string): readonly Workload[] {
  return [
    ...workloadsIn(folder).filter(({ work }) => work.op === 'train'),
    ...large.map((dataSet) => training(folder, dataSet, batch, 'adam')),
  ];
}

export function isForSoftware({ flops }: Pick<Workload, 'flops'>): boolean {
  return (flops ?? 0) <= mostInSoftware;
}
