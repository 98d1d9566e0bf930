/** Lays out all that a training run works on in a WebAssembly memory. */
import { rowsOfShares } from '../rowsOfShares.ts';
import type { BatchPlaces } from './batchTable.ts';
import { describeNetwork, type Record32, rowStride, writeRecord } from './describeNetwork.ts';
import { type Layout, layOutNetwork } from './layout.ts';
import { type Arena, createArena } from './memory.ts';
import type { NetworkTrainerOptions } from './networkTrainer.ts';
import type { PlacedRule } from './placedRule.ts';
import { exampleStrides } from './placeExamples.ts';
import { compileRule, type PlaceRule } from './placeRule.ts';
import { mostThreads, placeThreadGroup } from './threadGroupFields.ts';
import { createOwnMemory, type PlacedExampleSets } from './trainerMemory.ts';
import { usefulThreads } from './usefulThreads.ts';

/** Addresses in bytes. */
export interface PlacedTrainer extends BatchPlaces {
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
  readonly rule: PlacedRule;
  readonly examples: PlacedExampleSets;
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
  /**
   * As it was at first, but for the mini-batches and what helpers are told.
   * @param clear Makes bytes 0.
   */
  reset(clear: (begin: number, bytes: number) => void): void;
  /** Its memory is for others from now on. */
  release(): void;
}

const mostStepsPerRun = 1024;
const mostRowNumbers = 65_536;

export function placeTrainer(options: NetworkTrainerOptions): PlacedTrainer {
  const { widths, loss = 'cross_entropy', training, validation, memories } = options;
  const layout = layOutNetwork(widths, loss);
  const place = compileRule(options.rule, layout, options.layerRatesAt);
  // How much room it takes is known when it is laid out: once to see that, once where the room is.
  const arena = createArena(0);
  layOut(options, layout, place, { training: 0 }, arena);
  const examples = { training, validation, loss, shape: [widths[0] ?? 0, widths.at(-1) ?? 0] } as const;
  const isAlone = (options.threads?.count ?? 1) > 1;
  const region =
    memories && !isAlone
      ? memories.take(examples, arena.end, purposeOf(options))
      : createOwnMemory(examples, arena.end, purposeOf(options));
  const addresses = { training: region.examples.training.address };
  const arenaThere = createArena(region.begin);
  const { ofRun, ofThreads, ...placed } = layOut(options, layout, place, addresses, arenaThere);
  const { buffer } = region.memory;
  const write = (records: readonly Record32[]) => {
    for (const record of records) writeRecord(record, buffer);
  };
  write([...ofRun, ...ofThreads]);
  return {
    ...placed,
    ...region,
    layout,
    reset(clear) {
      // What a run leaves that has diverged would be NaN times 0 in the next one.
      clear(region.begin, placed.rowNumbers - region.begin);
      write(ofRun);
    },
  };
}

function layOut(
  options: NetworkTrainerOptions,
  layout: Layout,
  place: PlaceRule,
  addresses: { readonly training: number },
  arena: Arena,
) {
  const { widths, activation = 'tanh', loss = 'cross_entropy', training, validation, batchSize } = options;
  const stepsPerRun = Math.min(
    options.stepsAhead ?? mostStepsPerRun,
    mostStepsPerRun,
    Math.max(1, Math.floor(mostRowNumbers / batchSize)),
  );

  const parameters = arena.words(layout.packedSize);
  const gradient = arena.words(layout.packedSize);
  const threads = Math.min(options.threads?.count ?? 1, mostThreads);
  const rule = place({ layout, parameters, gradient, stepsPerRun, parts: threads }, arena);
  const chunk = chunkFor(widths);
  const round = threads * chunk;
  const mostRowsAtOnce = Math.max(round, training.rows, validation?.rows ?? 0);
  const strides = exampleStrides(widths[0] ?? 0, widths.at(-1) ?? 0, loss);
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
  // From here on `reset` leaves everything as it is.
  const rowNumbers = arena.words(batchSize * (stepsPerRun + 1));
  const batchSizes = arena.words(stepsPerRun + 1);
  const losses = arena.doubles(stepsPerRun);
  const right = arena.words(1);
  const group = placeThreadGroup(arena);
  const fields = [
    ...[network.address, addresses.training, rule.address, group.address],
    ...[rowNumbers, batchSizes, losses],
  ];
  const trainer = { address: arena.words(fields.length), fields };
  return {
    ofRun: [...network.records, ...rule.records],
    ofThreads: [group, trainer],
    ...{ rule, threads },
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

function purposeOf({ widths, training, rule }: NetworkTrainerOptions): string {
  const kept = rule.state.length;
  return `a network of ${widths.join('-')} with ${kept} numbers kept for each parameter and ${training.rows} examples`;
}
