/** TensorFlow.js on its WebAssembly or, with the word `webgpu`, its WebGPU backend: its own products, derivatives and optimizers. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { provideWebGpu } from '../gpu/dawn.ts';
import { lossesToAnswer } from '../peer/requests.ts';
import { serve } from '../peer/serve.ts';
import { readNetwork, updateGradient } from './network.mjs';

const require = createRequire(path.resolve(process.argv[2], 'peer.cjs'));
const tf = require('@tensorflow/tfjs');
const isOnGpu = process.argv[3] === 'webgpu';

await serve({
  info: {
    name: 'TensorFlow.js',
    version: tf.version_core,
    backend: isOnGpu ? await useWebGpu() : await useWasm(),
  },
  begin(request) {
    if (request.op === 'train') return train(request);
    if (isOnGpu) throw new Error(`unsupported: ${request.op} on a GPU`);
    return request.op === 'update' ? update(request) : minimize(request);
  },
});

async function useWasm() {
  const backend = require('@tensorflow/tfjs-backend-wasm');
  backend.setWasmPaths(path.join(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), path.sep));
  await tf.setBackend('wasm');
  return (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'WebAssembly with SIMD' : 'WebAssembly';
}

/** The backend registers itself only in what looks like a page or a worker, and asks for the adapter's names as it once was. */
async function useWebGpu() {
  const { gpu } = await provideWebGpu();
  globalThis.WorkerGlobalScope ??= class {};
  const requestAdapter = gpu.requestAdapter.bind(gpu);
  gpu.requestAdapter = async (options) => {
    const adapter = await requestAdapter(options);
    if (adapter) adapter.requestAdapterInfo ??= async () => adapter.info;
    return adapter;
  };
  require('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error('its WebGPU backend finds no device under Node.js');
  return 'WebGPU';
}

function train(request) {
  const network = readNetwork(request);
  const layers = network.layers.map(({ inputs, outputs, weights, biases }) => ({
    weights: tf.variable(tf.tensor2d(weights, [inputs, outputs])),
    biases: tf.variable(tf.tensor1d(biases)),
  }));
  const batches = network.batches.map(({ inputs, targets }) => ({
    inputs: tf.tensor2d(inputs, [request.batch, network.features]),
    targets: tf.tensor2d(targets, [request.batch, network.outputs]),
  }));
  const activation = { tanh: tf.tanh, relu: tf.relu }[request.activation];
  const loss = network.outputs === 1 ? tf.losses.sigmoidCrossEntropy : tf.losses.softmaxCrossEntropy;
  const variables = layers.flatMap(({ weights, biases }) => [weights, biases]);
  return steps(
    request,
    variables,
    (step) => {
      const { inputs, targets } = batches[step % batches.length];
      let values = inputs;
      for (const [depth, { weights, biases }] of layers.entries()) {
        const sums = tf.add(tf.matMul(values, weights), biases);
        values = depth === layers.length - 1 ? sums : activation(sums);
      }
      return loss(targets, values);
    },
    batches.flatMap(Object.values),
  );
}

function minimize(request) {
  if (request.fn !== 'rosenbrock') throw new Error(`unsupported: function ${request.fn}`);
  const [x, y] = request.start.map((value) => tf.variable(tf.scalar(value)));
  return steps(request, [x, y], () =>
    tf.add(tf.square(tf.sub(1, x)), tf.mul(100, tf.square(tf.sub(y, tf.square(x))))),
  );
}

/** Reads losses only where they are asked for, since each read waits for the backend. */
function steps(request, variables, lossOf, tensors = []) {
  const optimizer = optimizerOf(request);
  const losses = [];
  let stepsDone = 0;
  return {
    losses,
    async run(count) {
      let loss = Number.NaN;
      for (let left = count; left > 0; left--) {
        const isAsked = left === 1 || losses.length < lossesToAnswer;
        const tensor = optimizer.minimize(() => lossOf(stepsDone), isAsked, variables);
        stepsDone++;
        if (!tensor) continue;
        // A device gives nothing at once.
        loss = (await tensor.data())[0];
        tensor.dispose();
        if (losses.length < lossesToAnswer) losses.push(loss);
      }
      return loss;
    },
    dispose() {
      optimizer.dispose();
      tf.dispose([...variables, ...tensors]);
    },
  };
}

function update(request) {
  const parameters = tf.variable(tf.ones([request.n]));
  const gradient = tf.tensor1d(updateGradient(request.n));
  const optimizer = optimizerOf(request);
  return {
    losses: [],
    run(count) {
      for (let i = 0; i < count; i++) optimizer.applyGradients({ [parameters.name]: gradient });
      return tf.tidy(() => parameters.slice(0, 1).dataSync()[0]);
    },
    dispose() {
      optimizer.dispose();
      tf.dispose([parameters, gradient]);
    },
  };
}

function optimizerOf({ optimizer, lr }) {
  if (optimizer === 'sgd') return tf.train.sgd(lr);
  if (optimizer === 'adam') return tf.train.adam(lr, 0.9, 0.999, 1e-8);
  throw new Error(`unsupported: optimizer ${optimizer}`);
}
