/** A request's data file as tensor libraries want it. */
import { readDataFile } from '../peer/dataFile.ts';

/**
 * `layers`: widths and first numbers of each; `batches`: inputs and targets of each, rows × inputs and rows × outputs, with
 * a 1 for the class where there are several.
 */
export function readNetwork({ data, layers: widths, batch }) {
  const { rows, inputs, labels, parameters } = readDataFile(data);
  let read = 0;
  const take = (count) => {
    read += count;
    return parameters.subarray(read - count, read);
  };
  const layers = widths.slice(1).map((outputs, depth) => {
    const features = widths[depth];
    return { inputs: features, outputs, weights: take(features * outputs), biases: take(outputs) };
  });
  const [features, outputs] = [widths[0], widths.at(-1)];
  const batches = Array.from({ length: Math.floor(rows / batch) }, (_, index) => {
    const [begin, end] = [index * batch, (index + 1) * batch];
    return {
      inputs: inputs.subarray(begin * features, end * features),
      targets:
        outputs === 1
          ? Float32Array.from(labels.subarray(begin, end))
          : oneHot(labels.subarray(begin, end), outputs),
    };
  });
  return { layers, batches, outputs, features };
}

function oneHot(labels, classes) {
  const numbers = new Float32Array(labels.length * classes);
  for (const [row, label] of labels.entries()) numbers[row * classes + label] = 1;
  return numbers;
}

/** The gradient that updates alone are given. */
export const updateGradient = (n) => Float32Array.from({ length: n }, (_, i) => ((i % 7) - 3) * 0.01);
