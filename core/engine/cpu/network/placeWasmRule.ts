/** A rule as WebAssembly, which kernels call without leaving WebAssembly. */

import { readsGradientFirst } from '../../../rule/plan/resolve.ts';
import type { Slot, Stage } from '../../../rule/plan/stage.ts';
import { createState, rangesOf } from '../../../rule/run/kernel.ts';
import { compileUniformTables } from '../../../rule/run/uniforms.ts';
import type { ResolvedRule } from '../../../rule/syntax/rule.ts';
import type { WasmFunction, WasmModule } from '../../../rule/targets/wasm/wasm.ts';
import type { HyperparametersAt } from '../../hyperparameters.ts';
import type { LayerRatesAt } from '../../runRates.ts';
import type { Record32 } from './describeNetwork.ts';
import { type Layout, pack, unpack } from './layout.ts';
import type { Arena } from './memory.ts';
import { linkRule, type PlacedRule, type RuleSurroundings } from './placedRule.ts';
import { placeVectors, vectorFields } from './vectors.ts';

interface CompiledRule {
  readonly rule: ResolvedRule;
  /** Undefined where all layers have lr. */
  readonly layerRatesAt: LayerRatesAt | undefined;
  readonly compiled: WasmModule;
  readonly module: WebAssembly.Module;
}

export function placeWasmRule(
  { rule, layerRatesAt, compiled: { update, lookAhead }, module }: CompiledRule,
  surroundings: RuleSurroundings,
  arena: Arena,
): PlacedRule {
  const { layout, stepsPerRun, parts } = surroundings;
  const functions = lookAhead ? [lookAhead, update] : [update];
  const isPlain = functions.some(({ stage }) => takesReductions(stage));
  const vectors = placeVectors(surroundings, { isPlain, looksAhead: lookAhead !== null }, arena);
  const tables = layerRatesAt ? layout.layers.length : 1;
  const pieces = isPlain
    ? tensorsOf(layout)
    : layerRatesAt
      ? partsOfLayers(layout, parts)
      : evenParts(0, vectors.size, parts);
  const longest = Math.max(...pieces.map(({ length }) => length));
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
    const width = stage.uniforms.length + 1;
    const tableSize = width * stepsPerRun;
    const uniforms = arena.words(tables * tableSize);
    const calls = pieces.map(({ start, length, layer }) => [
      length,
      ...slots.map((slot) => addressOf(slot, start)),
      layerRatesAt ? 4 * layer * tableSize : 0,
    ]);
    const table = { address: arena.words(calls.flat().length), fields: calls.flat() };
    const normAt = stage.globalNorm === null ? -1 : 4 * stage.uniforms.length;
    const fields = [
      ...[calls.length, table.address, 4 * (2 + slots.length), uniforms, 4 * width],
      ...[normAt, tables, 4 * tableSize],
    ];
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
      const begin = () => {
        const places = states.values();
        return createState(rule, parameters, hyperparametersAt(0), (size) => {
          return new Float32Array(buffer, places.next().value, size);
        });
      };
      const { tensors: kept, scalars } = begin();
      if (from) {
        for (const [index, tensor] of kept.entries()) write(from.state.tensors[index] ?? [], tensor);
        scalars.set(from.state.scalars);
      }
      const tablesOf = (table: number) =>
        stages.map(({ uniforms, width }) => {
          const size = width * stepsPerRun;
          return new Float32Array(buffer, uniforms + 4 * table * size, size);
        });
      const ofLayers = Array.from({ length: tables }, (_, layer) => ({
        ratesAt: layerRatesAt ? ratesOfLayer(layer, layerRatesAt, hyperparametersAt) : hyperparametersAt,
        tables: tablesOf(layer),
      }));
      return {
        functions: linkRule(module, memory),
        prepare(stepsDone, steps) {
          // Scalars are the same for all layers.
          const before = scalars.slice();
          for (const { ratesAt, tables } of ofLayers) {
            scalars.set(before);
            writeUniforms(ratesAt, scalars, stepsDone, steps, tables);
          }
        },
        restart: () => scalars.set(begin().scalars),
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

/** What one call computes: so many numbers of a vector, all of one layer where that matters. */
interface Piece {
  readonly start: number;
  readonly length: number;
  readonly layer: number;
}

function tensorsOf({ tensors }: Layout): readonly Piece[] {
  return rangesOf(tensors).map(([start, end], index) => ({
    ...{ start, length: end - start },
    layer: Math.floor(index / 2),
  }));
}

function partsOfLayers({ layers, packedSize }: Layout, parts: number): readonly Piece[] {
  return layers.flatMap(({ weights }, layer) => {
    const end = layers[layer + 1]?.weights ?? packedSize;
    return evenParts(weights, end, parts).map((piece) => ({ ...piece, layer }));
  });
}

/** As many parts, all but the last of them whole lines of the processor's cache. */
function evenParts(start: number, end: number, parts: number): readonly Piece[] {
  const size = end - start;
  const beginOf = (part: number) => (part === parts ? size : 16 * Math.floor((size * part) / parts / 16));
  return Array.from({ length: parts }, (_, part) => ({
    ...{ start: start + beginOf(part), length: beginOf(part + 1) - beginOf(part) },
    layer: 0,
  }));
}

/** Valid until the next call. */
function ratesOfLayer(
  layer: number,
  ratesAt: LayerRatesAt,
  hyperparametersAt: HyperparametersAt,
): HyperparametersAt {
  const values: Record<string, number> = {};
  return (stepsDone) => {
    Object.assign(values, hyperparametersAt(stepsDone));
    values['lr'] = ratesAt(stepsDone)[layer] ?? Number.NaN;
    return values;
  };
}

/** Whether a stage takes norms, sums or means of tensors, which padding would falsify. */
function takesReductions({ passes }: Stage): boolean {
  return passes.some(({ reductions }) => reductions.length > 0);
}
