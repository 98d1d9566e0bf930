/** A network in NumPy: losses and gradients by hand, as `core/problems/models/mlp.ts` computes them. */
import type { activations } from '../../problems/models/activations/index.ts';
import { code, type Part } from '../part.ts';

type Activation = keyof typeof activations;

/** The value of z, and its slope there. */
const formulas: Readonly<Record<Activation, readonly [value: string, slope: string]>> = {
  tanh: ['np.tanh(z)', '1 - np.tanh(z) ** 2'],
  relu: ['np.maximum(z, 0)', '(z > 0).astype(float)'],
  sigmoid: ['1 / (1 + np.exp(-z))', 'activate(z) * (1 - activate(z))'],
  gelu: ['z * distribution(z)', 'distribution(z) + z * np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)'],
  gelu_tanh: [
    'z * gate(z)',
    'gate(z) * (1 + z * (1 - gate(z)) * math.sqrt(8 / math.pi) * (1 + 3 * 0.044715 * z * z))',
  ],
  identity: ['z', 'np.ones_like(z)'],
};

/** What a formula calls beside NumPy. */
const helpers: Readonly<Partial<Record<Activation, string>>> = {
  gelu: `
erfc = np.vectorize(math.erfc, otypes=[float])


def distribution(z):
    """The distribution of the standard normal."""
    return 0.5 * erfc(-z * math.sqrt(0.5))


`,
  gelu_tanh: `
def gate(z):
    return 1 / (1 + np.exp(-math.sqrt(8 / math.pi) * (z + 0.044715 * z**3)))


`,
};

export interface NetworkShape {
  readonly activation: Activation;
  readonly hidden: readonly number[];
  /** 0 where numbers are predicted. */
  readonly classes: number;
}

/** `loss_and_gradients(params, x, y)` and `evaluate(params, x, y)`. */
export function numpyNetwork({ activation, hidden, classes }: NetworkShape): Part {
  const [value, slope] = formulas[activation];
  const functions =
    hidden.length === 0
      ? ''
      : `${helpers[activation]?.trimStart() ?? ''}def activate(z):
    return ${value}


def slope(z):
    """The derivative of activate."""
    return ${slope}


`;
  const text = `${functions}${classes > 0 ? crossEntropy : meanSquaredError}

${hidden.length === 0 ? linear : network}

${classes > 0 ? evaluateClasses : evaluateNumbers}`;
  return {
    imports: ['import numpy as np', ...(text.includes('math.') ? ['import math'] : [])],
    code: code(text),
  };
}

const crossEntropy = `def loss_and_slope(outputs, labels):
    """Mean cross-entropy of the softmax, and its derivative by the outputs."""
    shifted = outputs - outputs.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    sums = powers.sum(axis=1)
    rows = np.arange(len(labels))
    delta = powers / sums[:, None]
    delta[rows, labels] -= 1
    return (np.log(sums) - shifted[rows, labels]).mean(), delta / len(labels)
`;

const meanSquaredError = `def loss_and_slope(outputs, targets):
    """Mean squared error, and its derivative by the outputs."""
    errors = outputs - targets
    return (errors**2).mean(), 2 * errors / errors.size
`;

const network = `def forward(params, x):
    """The outputs, what each layer reads, and the sums that enter each activation."""
    read, sums = [x], []
    for weights, biases in zip(params[:-2:2], params[1:-2:2]):
        sums.append(read[-1] @ weights + biases)
        read.append(activate(sums[-1]))
    return read[-1] @ params[-2] + params[-1], read, sums


def loss_and_gradients(params, x, y):
    """The loss, and its gradients in the order of params."""
    outputs, read, sums = forward(params, x)
    loss, delta = loss_and_slope(outputs, y)
    grads = [read[-1].T @ delta, delta.sum(axis=0)]
    for layer in reversed(range(len(sums))):
        delta = delta @ params[2 * layer + 2].T * slope(sums[layer])
        grads = [read[layer].T @ delta, delta.sum(axis=0)] + grads
    return float(loss), grads
`;

const linear = `def forward(params, x):
    """The outputs, alone in a tuple."""
    weights, biases = params
    return (x @ weights + biases,)


def loss_and_gradients(params, x, y):
    """The loss, and its gradients in the order of params."""
    loss, delta = loss_and_slope(forward(params, x)[0], y)
    return float(loss), [x.T @ delta, delta.sum(axis=0)]
`;

const evaluateClasses = `def evaluate(params, x, labels):
    """Loss and accuracy."""
    outputs = forward(params, x)[0]
    loss, _ = loss_and_slope(outputs, labels)
    return float(loss), float((outputs.argmax(axis=1) == labels).mean())
`;

const evaluateNumbers = `def evaluate(params, x, targets):
    """The loss, alone in a tuple."""
    return (float(loss_and_slope(forward(params, x)[0], targets)[0]),)
`;
