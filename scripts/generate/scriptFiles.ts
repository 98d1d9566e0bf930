/** What a person reads of runs that are exported as scripts: each kind of part is in one of them. */

import { knownShape } from '../../core/experiment/dataShape.ts';
import { expandExperiment } from '../../core/experiment/expand.ts';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import { exportScript } from '../../core/exportCode/exportScript.ts';
import type { FrameworkId } from '../../core/exportCode/frameworks.ts';

const shown: readonly {
  readonly name: string;
  readonly experiment: object;
  readonly frameworks: readonly FrameworkId[];
}[] = [
  {
    name: 'moons-adam',
    experiment: {
      problem: { data: 'moons', hidden: [16], validation: 0.25 },
      optimizers: [{ optimizer: 'adam' }],
      lr: [0.01],
      batch_size: [32],
      epochs: 20,
      stop: { patience: 3 },
    },
    frameworks: ['torch', 'keras', 'jax', 'numpy'],
  },
  {
    name: 'rosenbrock-lion',
    experiment: {
      problem: { surface: 'rosenbrock' },
      optimizers: [{ optimizer: 'lion' }],
      lr: [0.01],
      schedule: { name: 'CosineAnnealingLR', T_max: 200, warmup: { steps: 10 } },
      steps: 200,
      stop: { target: 0.01, seconds: 5 },
    },
    frameworks: ['torch', 'jax', 'numpy'],
  },
  {
    name: 'linear-rmsprop',
    experiment: {
      problem: { data: 'linear', hidden: [8, 4], activation: 'relu' },
      optimizers: [{ optimizer: 'rmsprop', layer_lr: { first: 0.02, last: 0.005 } }],
      lr: [0.01],
      batch_size: [{ stages: [{ size: 20, epochs: 5 }, { size: 'full' }] }],
      epochs: 10,
      schedule: { name: 'ReduceLROnPlateau', patience: 2 },
    },
    frameworks: ['torch', 'keras', 'numpy'],
  },
];

/** Path and text of each: `scripts/moons-adam-torch.py`. */
export function scriptFiles(): readonly (readonly [file: string, text: string])[] {
  return shown.flatMap(({ name, experiment, frameworks }) => {
    const parsed = parseExperiment(experiment);
    const [spec] = expandExperiment(parsed);
    if (!spec) throw new RangeError(`${name} — expected an experiment with a run`);
    const source = { spec, shape: knownShape(parsed.problem) ?? null, table: null };
    return frameworks.map((id) => [`scripts/${name}-${id}.py`, exportScript(source, id)] as const);
  });
}
