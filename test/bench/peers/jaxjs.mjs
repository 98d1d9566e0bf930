/** jax-js on its WebAssembly or, with the word `webgpu`, its WebGPU backend: a whole step, from the batch to the new parameters, in one compiled function. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { provideWebGpu } from '../gpu/dawn.ts';
import { lossesToAnswer } from '../peer/requests.ts';
import { serve } from '../peer/serve.ts';
import { readNetwork, updateGradient } from './network.mjs';

const folder = path.join(path.resolve(process.argv[2]), '@jax-js/jax');
const { version, main } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
const jax = await import(pathToFileURL(path.join(folder, main)).href);
const { numpy: np, nn, tree } = jax;
const backend = process.argv[3] ?? 'wasm';
const isOnGpu = backend === 'webgpu';
if (isOnGpu) await provideWebGpu();
const devices = await jax.init(backend);
if (isOnGpu && !devices.includes(backend))
  throw new Error('its WebGPU backend finds no device under Node.js');
jax.defaultDevice(backend);

await serve({
  info: { name: 'jax-js', version, backend: isOnGpu ? 'WebGPU' : 'WebAssembly' },
  begin(request) {
    if (request.op === 'train') return train(request);
    if (isOnGpu) throw new Error(`unsupported: ${request.op} on a GPU`);
    return request.op === 'update' ? update(request) : minimize(request);
  },
});

function train(request) {
  const network = readNetwork(request);
  const parameters = network.layers.flatMap(({ inputs, outputs, weights, biases }) => [
    arrayOf(weights, [inputs, outputs]),
    arrayOf(biases, [outputs]),
  ]);
  const batches = network.batches.map(({ inputs, targets }) => [
    arrayOf(inputs, [request.batch, network.features]),
    arrayOf(targets, [request.batch, network.outputs]),
  ]);
  const activation = { tanh: np.tanh, relu: nn.relu }[request.activation];
  const depth = network.layers.length;
  const lossOf = (numbers, inputs, targets) => {
    let values = inputs;
    for (let layer = 0; layer < depth; layer++) {
      const sums = np.matmul(values, numbers[2 * layer]).add(numbers[2 * layer + 1]);
      values = layer === depth - 1 ? sums : activation(sums);
    }
    if (network.outputs === 1) return nn.softplus(values.ref).sub(values.mul(targets)).mean();
    return nn
      .logSoftmax(values)
      .mul(targets)
      .sum()
      .mul(-1 / request.batch);
  };
  return steps(request, parameters, lossOf, batches);
}

function minimize(request) {
  if (request.fn !== 'rosenbrock') throw new Error(`unsupported: function ${request.fn}`);
  const lossOf = ([point]) => {
    const [x, y] = [point.ref.slice(0), point.slice(1)];
    const curve = y.sub(np.square(x.ref));
    return np.square(x.mul(-1).add(1)).add(np.square(curve).mul(100));
  };
  return steps(request, [np.array(request.start)], lossOf, [[]]);
}

/** Every function of jax-js uses its arguments up, but for a `ref` of them. */
function steps(request, start, lossOf, batches) {
  const rule = ruleOf(request);
  const differentiate = jax.valueAndGrad(lossOf);
  const step = jax.jit((parameters, state, factors, ...batch) => {
    const [loss, gradients] = differentiate(tree.ref(parameters), ...batch);
    return [loss, ...rule.update(parameters, gradients, state, factors)];
  });
  const losses = [];
  let [parameters, state] = [start, rule.createState(start)];
  let stepsDone = 0;
  return {
    losses,
    async run(count) {
      let value = Number.NaN;
      for (let i = 0; i < count; i++) {
        const batch = batches[stepsDone % batches.length].map((array) => array.ref);
        let loss;
        [loss, parameters, state] = step(parameters, state, rule.factorsAt(++stepsDone), ...batch);
        // Also makes the step happen: otherwise steps wait for each other, and each one takes longer than the last.
        value = isOnGpu ? await loss.jsAsync() : loss.js();
        if (losses.length < lossesToAnswer) losses.push(value);
      }
      return value;
    },
    dispose() {
      tree.dispose([parameters, state, batches]);
    },
  };
}

function update(request) {
  const rule = ruleOf(request);
  const step = jax.jit((parameters, gradients, state, factors) =>
    rule.update(parameters, gradients, state, factors),
  );
  const gradient = arrayOf(updateGradient(request.n), [request.n]);
  let parameters = [np.ones([request.n])];
  let state = rule.createState(parameters);
  let stepsDone = 0;
  return {
    losses: [],
    async run(count) {
      for (let i = 0; i < count; i++) {
        [parameters, state] = step(parameters, [gradient.ref], state, rule.factorsAt(++stepsDone));
        await jax.blockUntilReady(parameters);
      }
      return parameters[0].ref.slice([0, 1]).js()[0];
    },
    dispose() {
      tree.dispose([parameters, state, gradient]);
    },
  };
}

/** Adam with its corrections for the step computed outside: as numbers of the trace they would be compiled in. */
function ruleOf({ optimizer, lr }) {
  if (optimizer === 'sgd')
    return {
      createState: () => [],
      factorsAt: () => [],
      update: (parameters, gradients) => [parameters.map((p, i) => p.sub(gradients[i].mul(lr))), []],
    };
  if (optimizer === 'adam')
    return {
      createState: (parameters) => [1, 2].map(() => parameters.map(({ shape }) => np.zeros(shape))),
      factorsAt: (step) => [np.array(lr / (1 - 0.9 ** step)), np.array(1 / Math.sqrt(1 - 0.999 ** step))],
      update(parameters, gradients, [m, v], [rate, correction]) {
        const first = m.map((m, i) => m.mul(0.9).add(gradients[i].ref.mul(0.1)));
        const second = v.map((v, i) => v.mul(0.999).add(np.square(gradients[i]).mul(0.001)));
        const moved = parameters.map((p, i) => {
          const scale = np.sqrt(second[i].ref).mul(correction.ref).add(1e-8);
          return p.sub(rate.ref.mul(first[i].ref).div(scale));
        });
        tree.dispose([rate, correction]);
        return [moved, [first, second]];
      },
    };
  throw new Error(`unsupported: optimizer ${optimizer}`);
}

function arrayOf(numbers, shape) {
  return np.array(Float32Array.from(numbers)).reshape(shape);
}
