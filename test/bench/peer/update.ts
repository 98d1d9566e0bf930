/** A rule's WebAssembly, called from JavaScript once a step. */

import { compileUniforms } from '../../../core/rule/run/uniforms.ts';
import { compileWasm } from '../../../core/rule/targets/wasm/wasm.ts';
import { ruleOf } from './optimizer.ts';
import type { UpdateRequest, Work } from './requests.ts';

const pageSize = 65_536;
/** The uniforms and the list that a call takes lie below the tensors. */
const [uniformsAt, listAt, tensorsAt] = [0, 1024, 4096];

let loops = 0;

/**
 * Each request gets a loop of its own, as far as V8 can tell, which keeps what it has seen of a call by source: one that has
 * led to different functions takes 10 ns longer.
 */
const loopOverSteps = () => `// loop ${loops++}
  return (stepsDone, steps) => {
    for (let i = stepsDone; i < stepsDone + steps; i++) {
      writeUniforms(hyperparametersAt(i), scalars, i + 1, uniforms);
      step(list, uniformsAt);
    }
  };`;

export function update(request: UpdateRequest): Work {
  const { rule, hyperparametersAt } = ruleOf(request);
  const compiled = compileWasm(rule);
  if (compiled.kind === 'fallback') throw new RangeError(`unsupported: ${compiled.reason}`);
  const { stage, tensors } = compiled.update;
  // As for networks, whose parameters have padding.
  const count = Math.ceil(request.n / 4) * 4;
  const size = Math.ceil(count / 16) * 64;
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((tensorsAt + tensors.length * size) / pageSize),
  });
  const addresses = tensors.map((_, index) => tensorsAt + index * size);
  const [parametersAt = 0, gradientAt = 0] = addresses;
  const parameters = new Float32Array(memory.buffer, parametersAt, request.n).fill(1);
  const gradient = new Float32Array(memory.buffer, gradientAt, request.n);
  for (let i = 0; i < gradient.length; i++) gradient[i] = ((i % 7) - 3) * 0.01;
  new Int32Array(memory.buffer, listAt).set([count, ...addresses]);

  const instance = new WebAssembly.Instance(new WebAssembly.Module(compiled.bytes), { env: { memory } });
  const step = instance.exports['update'];
  const uniforms = new Float32Array(memory.buffer, uniformsAt, stage.uniforms.length + 1);
  const writeUniforms = compileUniforms(rule, stage);
  const scalars = new Float64Array(rule.scalars.length);
  const takeSteps = new Function(
    ...['step', 'list', 'uniformsAt', 'writeUniforms', 'hyperparametersAt', 'scalars', 'uniforms'],
    loopOverSteps(),
  )(step, listAt, uniformsAt, writeUniforms, hyperparametersAt, scalars, uniforms);
  let stepsDone = 0;
  return {
    losses: [],
    run(steps) {
      takeSteps(stepsDone, steps);
      stepsDone += steps;
      return parameters[0] ?? Number.NaN;
    },
  };
}
