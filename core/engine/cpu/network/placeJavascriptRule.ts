/** A rule as JavaScript in single precision, which kernels call once a step as they would call WebAssembly. */
import { cloneState, copyState, type Kernel } from '../../../rule/run/kernel.ts';
import type { Arena } from './memory.ts';
import type { PlacedRule, RuleSurroundings } from './placedRule.ts';
import { placeVectors, vectorFields } from './vectors.ts';

export function placeJavascriptRule(
  kernel: Kernel<Float32Array>,
  fallback: string,
  surroundings: RuleSurroundings,
  arena: Arena,
): PlacedRule {
  const vectors = placeVectors(surroundings, { isPlain: true, looksAhead: Boolean(kernel.lookAhead) }, arena);
  const noArguments = { address: arena.words(1), fields: [0] };
  const oneCall = [1, noArguments.address, 4, 0, 0, -1, 1, 0];
  const stage = { address: arena.words(oneCall.length), fields: oneCall };
  const fields = [
    stage.address,
    kernel.lookAhead ? stage.address : 0,
    Number(kernel.needsGradientFirst),
    ...vectorFields(surroundings, vectors),
  ];
  const address = arena.words(fields.length);
  return {
    address,
    records: [noArguments, stage, { address, fields }],
    plainParameters: vectors.parameters,
    fallback,
    module: null,
    link({ buffer }, hyperparametersAt, from) {
      const [parameters, gradient, ahead] = [vectors.parameters, vectors.gradient, vectors.ahead].map(
        (begin) => new Float32Array(buffer, begin, vectors.size),
      ) as [Float32Array, Float32Array, Float32Array];
      const state = kernel.createState(parameters, hyperparametersAt(0));
      if (from) copyState(from.state, state);
      let stepsDone = from?.stepsDone ?? 0;
      return {
        functions: {
          lookAhead() {
            const hyperparameters = hyperparametersAt(stepsDone);
            kernel.lookAhead?.(parameters, gradient, state, hyperparameters, stepsDone + 1, ahead);
          },
          update() {
            kernel.update(parameters, gradient, state, hyperparametersAt(stepsDone), stepsDone + 1);
            stepsDone++;
          },
        },
        prepare() {},
        restart() {
          copyState(kernel.createState(parameters, hyperparametersAt(0)), state);
          stepsDone = 0;
        },
        state: () => cloneState(state),
      };
    },
  };
}
