/** The runs of test/reference/others, which newer PyTorch, timm, Keras and Optax computed, as reference cases. */
import type { Settings } from '../../../core/rule/syntax/rule.ts';
import { problemNamed } from './problems.ts';
import { readReference } from './readReference.ts';
import type { ReferenceCase } from './stray.ts';

interface OthersFile {
  readonly checkpoints: readonly number[];
  readonly cases: readonly {
    readonly id: string;
    readonly optimizer: string;
    readonly settings: Settings;
    readonly problem: string;
    readonly start: readonly number[];
    readonly tensors: readonly number[];
    readonly params: readonly (readonly number[])[];
    readonly losses: readonly number[];
    readonly sensitivity: readonly number[];
  }[];
}

export const otherCases: readonly ReferenceCase[] = ['torch', 'timm', 'keras', 'optax'].flatMap((library) => {
  const { checkpoints, cases } = readReference<OthersFile>(`others/${library}.json`);
  return cases.map(({ id, params, losses, sensitivity, problem, ...rest }) => ({
    ...rest,
    id: `${library}: ${id}`,
    problem: problemNamed(problem),
    points: params.map((parameters, k) => ({
      step: checkpoints[k] ?? Number.NaN,
      parameters,
      loss: losses[k] ?? Number.NaN,
      sensitivity: sensitivity[k] ?? Number.NaN,
    })),
  }));
});
