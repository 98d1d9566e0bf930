/** Lays out all that a training run works on in one WebAssembly memory. */
import type { Examples } from '../../../problems/models/mlp.ts';
import { rowsOfShares } from '../rowsOfShares.ts';
import type { BatchPlaces } from './batchTable.ts';
import { describeNetwork, type Record32, rowStride } from './describeNetwork.ts';
import { type Layout, layOutNetwork } from './layout.ts';
import { createArena, createMemory } from './memory.ts';
import type { NetworkTrainerOptions } from './networkTrainer.ts';
import type { PlacedRule } from './placedRule.ts';
import { exampleStrides, type PlacedExamples, placeExamples } from './placeExamples.ts';
import { placeRule } from './placeRule.ts';
import { mostThreads, placeThreadGroup } from './threadGroupFields.ts';
import { usefulThreads } from './usefulThreads.ts';

/** Addresses in bytes. */
export interface PlacedTrainer extends BatchPlaces {
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
  readonly rule: PlacedRule;
  readonly examples: { readonly training: PlacedExamples; readonly validation: PlacedExamples | null };
  /** Records: see the classes in kernels/network.ts and kernels/steps.ts. */
  readonly trainer: number;
  readonly network: number;
  readonly group: number;
  /** Threads there is room for. */
  readonly threads: number;
  /** Packed. */
  readonly parameters: number;
  readonly gradient: number;
  readonly losses: number;
  /** For the number of right answers. */
  readonly right: number;
}

/** Where the host's part of the memory begins: behind the constants of the kernels. @internal */
export const memoryBegin = 16_384;

const mostStepsPerRun = 1024;
const mostRowNumbers = 65_536;

export function placeTrainer(options: NetworkTrainerOptions): PlacedTrainer {
  const { widths, activation = 'tanh', loss = 'cross_entropy', training, validation, batchSize } = options;
  const layout = layOutNetwork(widths, loss);
  const shape = [widths[0] ?? 0, widths.at(-1) ?? 0] as const;
  const arena = createArena(memoryBegin);
  const stepsPerRun = Math.min(
    options.stepsAhead ?? mostStepsPerRun,
    mostStepsPerRun,
    Math.max(1, Math.floor(mostRowNumbers / batchSize)),
  );

  const parameters = arena.words(layout.packedSize);
  const gradient = arena.words(layout.packedSize);
  const threads = Math.min(options.threads?.count ?? 1, mostThreads);
  const rule = placeRule(options.rule, { layout, parameters, gradient, stepsPerRun, parts: threads }, arena);
  const chunk = chunkFor(widths);
  const round = threads * chunk;
  const mostRowsAtOnce = Math.max(round, training.rows, validation?.rows ?? 0);
  const strides = exampleStrides(...shape, loss);
  const network = describeNetwork(
    layout,
    { activation, loss, chunk, threads, isLarge: usefulThreads(options, 2) > 1 },
    {
      parameters,
      gradient,
      gatheredInputs: arena.words(round * strides.inputs),
      gatheredTargets: arena.words(round * strides.targets),
      lossSums: arena.doubles(Math.ceil(mostRowsAtOnce / rowsOfShares)),
    },
    arena,
  );
  const place = (name: string, examples: Examples) => placeExamples(name, examples, shape, loss, arena);
  const examples = {
    training: place('training', training),
    validation: validation ? place('validation', validation) : null,
  };
  const rowNumbers = arena.words(batchSize * (stepsPerRun + 1));
  const batchSizes = arena.words(stepsPerRun + 1);
  const losses = arena.doubles(stepsPerRun);
  const right = arena.words(1);
  const group = placeThreadGroup(arena);
  const fields = [
    ...[network.address, examples.training.record.address, rule.address, group.address],
    ...[rowNumbers, batchSizes, losses],
  ];
  const trainer = { address: arena.words(fields.length), fields };

  const memory = createMemory(arena.end, purposeOf(options));
  const records = [...network.records, ...rule.records, group, trainer];
  for (const each of [examples.training, examples.validation]) {
    if (!each) continue;
    each.write(memory.buffer);
    records.push(each.record);
  }
  for (const record of records) write(record, memory.buffer);
  return {
    ...{ memory, layout, rule, examples, threads },
    ...{ trainer: trainer.address, network: network.address, group: group.address },
    ...{ parameters, gradient, losses, right, rowNumbers, batchSizes, batchSize, stepsPerRun },
  };
}

/** What a chunk reads and writes is to stay in the processor's second cache. */
const bytesPerChunk = 256 * 1024;
const [fewestRows, mostRows] = [32, 256];

/** A multiple of `rowsOfShares`. */
function chunkFor(widths: readonly number[]): number {
  const numbers = widths.reduce((sum, width) => sum + 2 * rowStride(width), 0);
  const rows = Math.floor(bytesPerChunk / (4 * numbers));
  return Math.min(Math.max(rows - (rows % rowsOfShares), fewestRows), mostRows);
}

function write({ address, fields }: Record32, buffer: ArrayBufferLike): void {
  new Uint32Array(buffer, address, fields.length).set(fields);
}

function purposeOf({ widths, training, rule }: NetworkTrainerOptions): string {
  const kept = rule.state.length;
  return `a network of ${widths.join('-')} with ${kept} numbers kept for each parameter and ${training.rows} examples`;
}
