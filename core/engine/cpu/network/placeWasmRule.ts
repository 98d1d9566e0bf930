/** A rule as WebAssembly, which kernels call without leaving WebAssembly. */

import { readsGradientFirst } from '../../../rule/plan/resolve.ts';
import type { Slot, Stage } from '../../../rule/plan/stage.ts';
import { createState, rangesOf } from '../../../rule/run/kernel.ts';
import { compileUniformTables } from '../../../rule/run/uniforms.ts';
import type { ResolvedRule } from '../../../rule/syntax/rule.ts';
import type { WasmFunction, WasmModule } from '../../../rule/targets/wasm/wasm.ts';
import type { Record32 } from './describeNetwork.ts';
import { pack, unpack } from './layout.ts';
import type { Arena } from './memory.ts';
import { linkRule, type PlacedRule, type RuleSurroundings } from './placedRule.ts';
import { placeVectors, vectorFields } from './vectors.ts';

export function placeWasmRule(
  rule: ResolvedRule,
  { update, lookAhead }: WasmModule,
  module: WebAssembly.Module,
  surroundings: RuleSurroundings,
  arena: Arena,
): PlacedRule {
  const { layout, stepsPerRun, parts } = surroundings;
  const functions = lookAhead ? [lookAhead, update] : [update];
  const isPlain = functions.some(({ stage }) => takesReductions(stage));
  const vectors = placeVectors(surroundings, { isPlain, looksAhead: lookAhead !== null }, arena);
  const tensors = isPlain ? layout.tensors : evenParts(vectors.size, parts);
  const longest = Math.max(...tensors);
  const states = rule.state.map(() => arena.words(vectors.size));
  const scratch = Array.from({ length: Math.max(...functions.map(({ stage }) => stage.scratch)) }, () =>
    arena.words(longest),
  );

  /** Where a tensor begins that is `start` numbers behind the first. */
  function addressOf({ kind, index }: Slot, start: number): number {
    if (kind === 'scratch') return scratch[index] ?? 0;
    return (kind === 'state' ? (states[index] ?? 0) : vectors[kind]) + 4 * start;
  }
  const placeStage = ({ stage, tensors: slots }: WasmFunction): PlacedStage => {
    const calls = rangesOf(tensors).map(([start, end]) => [
      end - start,
      ...slots.map((slot) => addressOf(slot, start)),
    ]);
    const width = stage.uniforms.length + 1;
    const uniforms = arena.words(width * stepsPerRun);
    const table = { address: arena.words(calls.flat().length), fields: calls.flat() };
    const normAt = stage.globalNorm === null ? -1 : 4 * stage.uniforms.length;
    const fields = [calls.length, table.address, 4 * (1 + slots.length), uniforms, 4 * width, normAt];
    const record = { address: arena.words(fields.length), fields };
    return { record, table, stage, uniforms, width };
  };

  function write(plain: ArrayLike<number>, tensor: Float32Array): void {
    if (isPlain) tensor.set(plain);
    else pack(layout, plain, tensor);
  }
  function read(tensor: Float32Array): Float32Array {
    const plain = new Float32Array(layout.plainSize);
    if (isPlain) plain.set(tensor);
    else unpack(layout, tensor, plain);
    return plain;
  }

  const placedUpdate = placeStage(update);
  const placedLookAhead = lookAhead && placeStage(lookAhead);
  const stages = placedLookAhead ? [placedLookAhead, placedUpdate] : [placedUpdate];
  const fields = [
    placedUpdate.record.address,
    placedLookAhead?.record.address ?? 0,
    Number(readsGradientFirst(rule)),
    ...vectorFields(surroundings, vectors),
  ];
  const address = arena.words(fields.length);
  return {
    address,
    records: [...stages.flatMap(({ record, table }) => [record, table]), { address, fields }],
    plainParameters: isPlain ? vectors.parameters : null,
    fallback: null,
    module,
    link(memory, hyperparametersAt, from) {
      const { buffer } = memory;
      const writeUniforms = compileUniformTables(rule, stages);
      const parameters = new Float32Array(buffer, vectors.parameters, vectors.size);
      const places = states.values();
      const { tensors: kept, scalars } = createState(rule, parameters, hyperparametersAt(0), (size) => {
        return new Float32Array(buffer, places.next().value, size);
      });
      if (from) {
        for (const [index, tensor] of kept.entries()) write(from.state.tensors[index] ?? [], tensor);
        scalars.set(from.state.scalars);
      }
      const tables = stages.map(({ uniforms, width }) => {
        return new Float32Array(buffer, uniforms, width * stepsPerRun);
      });
      return {
        functions: linkRule(module, memory),
        prepare(stepsDone, steps) {
          writeUniforms(hyperparametersAt, scalars, stepsDone, steps, tables);
        },
        state: () => ({ tensors: kept.map(read), scalars: scalars.slice() }),
      };
    },
  };
}

interface PlacedStage {
  readonly record: Record32;
  readonly table: Record32;
  readonly stage: Stage;
  /** Where the uniforms of all steps lie, in bytes, and how many numbers a step has. */
  readonly uniforms: number;
  readonly width: number;
}

/** Lengths of as many parts of a vector, all but the last of them whole lines of the processor's cache. */
function evenParts(size: number, parts: number): readonly number[] {
  const beginOf = (part: number) => (part === parts ? size : 16 * Math.floor((size * part) / parts / 16));
  return Array.from({ length: parts }, (_, part) => beginOf(part + 1) - beginOf(part));
}

/** Whether a stage takes norms, sums or means of tensors, which padding would falsify. */
function takesReductions({ passes }: Stage): boolean {
  return passes.some(({ reductions }) => reductions.length > 0);
}
