/** How the weights of a run begin, written in Python: by the run's seed, as `core/problems/models/mlp.ts` draws them. */
import type { InitializationName } from '../../problems/models/initializations.ts';
import { code, type Part } from '../part.ts';

interface Drawing {
  readonly about: string;
  /** What a weight is, of a layer of so many `inputs` and `outputs`. */
  readonly scale: string;
  readonly draw: string;
}

const uniform = 'scale * (2 * random.uniform() - 1)';
const normal = 'scale * random.normal()';
const he = 'He et al. 2015';
const glorot = 'Glorot and Bengio 2010';

const drawings: Readonly<Record<Exclude<InitializationName, 'he' | 'xavier'>, Drawing>> = {
  kaiming_uniform: { about: he, scale: 'math.sqrt(6 / inputs)', draw: uniform },
  kaiming_normal: { about: he, scale: 'math.sqrt(2 / inputs)', draw: normal },
  xavier_uniform: { about: glorot, scale: 'math.sqrt(6 / (inputs + outputs))', draw: uniform },
  xavier_normal: { about: glorot, scale: 'math.sqrt(2 / (inputs + outputs))', draw: normal },
};

/** `initial_weights()`: the arrays W1, b1, W2, b2 ..., weights as inputs x outputs. */
export function initialWeights(name: InitializationName): Part {
  const { about, scale, draw } = drawings[canonical(name)];
  return {
    imports: ['import math', 'import numpy as np'],
    code: code(`
def initial_weights():
    """Weights, inputs x outputs, of ${about} (${canonical(name)}); biases of 0."""
    random = Random(SEED)
    arrays = []
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        scale = ${scale}
        weights = [${draw} for _ in range(inputs * outputs)]
        arrays += [np.array(weights).reshape(inputs, outputs), np.zeros(outputs)]
    return arrays
`),
  };
}

function canonical(name: InitializationName): keyof typeof drawings {
  if (name === 'he') return 'kaiming_normal';
  return name === 'xavier' ? 'xavier_uniform' : name;
}
