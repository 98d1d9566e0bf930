/** Made-up data of the sizes that people train on, with first weights: the same numbers on every machine. */
import path from 'node:path';
import { makeSpirals } from '../../../core/problems/data/spirals.ts';
import { createRandom, type Random, shuffle } from '../../../core/random.ts';
import type { DataFile } from '../peer/dataFile.ts';

/** A network and the data that it is trained on. */
export interface DataSet {
  readonly name: string;
  /** Inputs, hidden layers …, outputs; one output stands for two classes. */
  readonly layers: readonly number[];
  readonly activation: 'tanh' | 'relu';
  readonly rows: number;
}

export const dataSets = {
  logistic: { name: 'logistic', layers: [32, 1], activation: 'relu', rows: 4096 },
  spiral: { name: 'spiral', layers: [2, 16, 16, 1], activation: 'tanh', rows: 4096 },
  digits: { name: 'digits', layers: [64, 64, 10], activation: 'relu', rows: 4096 },
  mnist: { name: 'MNIST size', layers: [784, 128, 10], activation: 'relu', rows: 2048 },
  wide: { name: 'wide', layers: [784, 512, 512, 10], activation: 'relu', rows: 1024 },
} as const satisfies Readonly<Record<string, DataSet>>;

/** Where it is written to. */
export function dataFileOf({ name }: DataSet, folder: string): string {
  return path.join(folder, `${name.replaceAll(' ', '-')}.bin`);
}

/** Streams of the one seed. */
const streams = { examples: 0, order: 1, weights: 2 };

export function generate({ layers, rows }: DataSet): DataFile {
  const [features = 0] = layers;
  const classes = classesOf(layers);
  const random = createRandom(1, streams.examples);
  return {
    rows,
    ...(features === 2 ? shuffledSpirals(rows) : clusters(rows, features, classes, random)),
    parameters: firstWeights(layers, createRandom(1, streams.weights)),
  };
}

export function classesOf(layers: readonly number[]): number {
  const outputs = layers.at(-1) ?? 0;
  return outputs === 1 ? 2 : outputs;
}

type Examples = Pick<DataFile, 'inputs' | 'labels'>;

/** Around a centre for each class, near enough to each other that there is something to learn. */
function clusters(rows: number, features: number, classes: number, random: Random): Examples {
  const centres = Float64Array.from({ length: classes * features }, () => 0.4 * random.normal());
  const labels = Int32Array.from({ length: rows }, () => random.below(classes));
  const inputs = new Float32Array(rows * features);
  for (const [row, label] of labels.entries()) {
    for (let i = 0; i < features; i++)
      inputs[row * features + i] = (centres[label * features + i] ?? 0) + random.normal();
  }
  return { inputs, labels };
}

/** Peers take batches in the file's order, in which the spirals of core/ go outwards. */
function shuffledSpirals(rows: number): Examples {
  const spirals = makeSpirals({ rows });
  const from = Int32Array.from({ length: rows }, (_, row) => row);
  shuffle(from, createRandom(1, streams.order));
  return {
    inputs: Float32Array.from(
      { length: 2 * rows },
      (_, i) => spirals.inputs[2 * (from[i >> 1] ?? 0) + (i % 2)] ?? 0,
    ),
    labels: from.map((row) => spirals.labels[row] ?? 0),
  };
}

/** Uniform in ±1/√inputs, weights and biases alike: the default of PyTorch's nn.Linear. */
function firstWeights(layers: readonly number[], random: Random): Float32Array {
  const weights = layers.slice(1).flatMap((outputs, depth) => {
    const inputs = layers[depth] ?? 0;
    const bound = 1 / Math.sqrt(inputs);
    return Array.from({ length: (inputs + 1) * outputs }, () => bound * (2 * random.uniform() - 1));
  });
  return Float32Array.from(weights);
}
