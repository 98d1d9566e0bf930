/** `npm run bench:gpu` prints how fast networks train on a device, next to other ways to train them. */
import path from 'node:path';
import type { DeviceAccess } from '../../../core/engine/gpu/deviceAccess.ts';
import { type GpuDeviceFacts, GpuError } from '../../../core/engine/gpu/messages.ts';
import { formatRate } from '../../../core/format.ts';
import { matches, UsageError } from '../options.ts';
import { contest, type Result } from '../training/contest.ts';
import { dataFileOf, generate } from '../training/dataSets.ts';
import { describeMachine } from '../training/machine.ts';
import { columnsOf, isWrong, problemsOf } from '../training/report.ts';
import { startAll } from '../training/startAll.ts';
import { aligned, headingOf, rowOf } from '../training/table.ts';
import type { Workload } from '../training/workloads.ts';
import { writeDataFile } from '../training/writeDataFile.ts';
import { gpuProgramsOf, ours, reference } from './contestants.ts';
import { provideWebGpu } from './dawn.ts';
import { openAccess } from './link.ts';
import { type GpuBenchOptions, parseGpuBenchOptions, usage } from './options.ts';
import { measureGpuPeak } from './peak.ts';
import { dispatchTable, mapTable, productTable, raceTable } from './speeds.ts';
import { gpuWorkloadsIn, isForSoftware } from './workloads.ts';

/** scripts/benchGpu.mjs builds into it. */
const folder = path.resolve('.test-output/bench');

async function main(args: readonly string[]): Promise<void> {
  const options = parseGpuBenchOptions(args);
  if (!options) return console.log(usage);
  const { gpu } = await provideWebGpu(options.adapter ?? undefined);
  const access = openAccess();
  const { facts } = await access.open();
  const notice = `THIS IS NO GPU: ${facts.name} computes on the processor, and none of these numbers says anything about a GPU.`;
  if (facts.isSoftware) console.log(notice);
  const { processor, cores, node, load } = describeMachine();
  console.log(
    `${facts.name} (${facts.version.trim()}); ${processor}, ${cores} cores, Node.js ${node}, load ${load.toFixed(1)}.`,
  );
  await measureAll(options, facts, access, await deviceOf(gpu));
  if (facts.isSoftware) console.log(`\n${notice}`);
}

async function measureAll(
  options: GpuBenchOptions,
  facts: GpuDeviceFacts,
  access: DeviceAccess,
  gpu: GPUDevice,
): Promise<void> {
  const isSmall = facts.isSoftware && !options.all;
  const isAsked = (name: string) => matches(name, options.words);
  const workloads = gpuWorkloadsIn(folder).filter(
    (workload) => isAsked(`training ${workload.name}`) && (!isSmall || isForSoftware(workload)),
  );
  const own = {
    products: () => productTable(access, gpu, options.rounds, isSmall),
    dispatches: () => dispatchTable(access),
    race: async () => raceTable(await access.open(), options.rounds),
    map: async () => mapTable(await access.open(), options.rounds),
  };
  const chosen = options.check ? [] : Object.entries(own).filter(([name]) => isAsked(name));
  if (workloads.length + chosen.length === 0)
    throw new UsageError(`words = ${options.words.join(' ')} — nothing has all of them`);
  for (const [name, measure] of chosen) console.log(`\n## ${name}\n\n${await measure()}`);
  if (workloads.length > 0) await contestAll(workloads, options, await measureGpuPeak(gpu));
}

async function contestAll(
  workloads: readonly Workload[],
  { check, rounds, modules, threads }: GpuBenchOptions,
  peak: number,
): Promise<void> {
  for (const dataSet of new Set(workloads.map((workload) => workload.dataSet)))
    if (dataSet) writeDataFile(dataFileOf(dataSet, folder), dataSet.layers, generate(dataSet));
  console.log(`\n## training\n\nPeak of the device: ${formatRate(peak / 1e9)} GFLOP/s.\n`);
  const python = process.env['PYTHON'] ?? 'python3';
  const programs = gpuProgramsOf({ programs: folder, modules, python, threads });
  const contestants = await startAll(programs, (line) => console.log(line));
  const columns = {
    ...columnsOf(contestants, { speed: peak, instructions: '' }),
    ours,
    others: contestants.map(({ name }) => name).filter((name) => name !== ours),
  };
  const heading = headingOf(columns);
  const isBad = (result: Result) => isWrong(result, [ours, reference]);
  try {
    console.log(check ? '' : `\n${aligned(heading, heading)}`);
    for (const workload of workloads) {
      const result = await contest(workload, contestants, { rounds: check ? 0 : rounds, reference });
      if (isBad(result)) process.exitCode = 1;
      console.log(
        check ? `${isBad(result) ? '✗' : '✓'} ${workload.name}` : aligned(rowOf(result, columns), heading),
      );
      for (const problem of problemsOf(result)) console.log(`    ${problem}`);
    }
  } finally {
    for (const contestant of contestants) contestant.end();
  }
}

/** For what the product has no plan for. */
async function deviceOf(gpu: GPU): Promise<GPUDevice> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('There is no WebGPU adapter; VK_DRIVER_FILES can name a Vulkan driver.');
  return adapter.requestDevice();
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else if (error instanceof GpuError)
    console.error(
      `${error.message}\n\nVK_DRIVER_FILES can name a Vulkan driver, --adapter one of its adapters.`,
    );
  else console.error(error);
  process.exitCode = 1;
}
// Dawn keeps a process alive.
process.exit();
