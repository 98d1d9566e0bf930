/** What is measured in the bench's own process: products, dispatches and a race of small networks. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chooseKernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import type { Device, DeviceAccess } from '../../../core/engine/gpu/deviceAccess.ts';
import {
  type MeasuredNetwork,
  measureThroughput,
  type Throughput,
} from '../../../core/engine/gpu/throughput.ts';
import { formatNumber, formatRate } from '../../../core/format.ts';
import { median } from '../measure.ts';
import { formatRatio, formatShare } from '../training/format.ts';
import { markdownTable } from '../training/table.ts';
import { wait } from './link.ts';
import { mapsOnDevice } from './map.ts';
import { measureGpuPeak } from './peak.ts';
import { raceOnDevice } from './race.ts';

const sizes = [256, 512, 1024, 2048, 4096];

const products: readonly MeasuredNetwork[] = sizes.map((size) => ({
  ...{ widths: [size, size, size], batchSize: size, runs: 1, optimizer: 'sgd' },
}));

const networks: readonly MeasuredNetwork[] = [
  { widths: [2, 16, 16, 2], batchSize: 32, runs: 1, optimizer: 'adam' },
  { widths: [64, 64, 10], batchSize: 32, runs: 1, optimizer: 'adam' },
  { widths: [64, 64, 10], batchSize: 32, runs: 64, optimizer: 'adam' },
  { widths: [784, 128, 10], batchSize: 128, runs: 1, optimizer: 'adam' },
  { widths: [784, 512, 512, 10], batchSize: 128, runs: 1, optimizer: 'adam' },
];

function toolsFor(name: string) {
  const read = (build: string) =>
    new Uint8Array(readFileSync(path.resolve('dist', 'kernels', `${build}.wasm`)));
  return {
    name,
    kernels: chooseKernels({ simd: read('simd'), relaxed: read('relaxed') }),
    threads: { count: 1, start: () => {} },
    ...{ wait, now: () => performance.now(), report: () => {} },
  };
}

/** @param isSoftware Then large ones are left out. */
export async function productTable(
  access: DeviceAccess,
  gpu: GPUDevice,
  rounds: number,
  isSoftware: boolean,
): Promise<string> {
  const measured = products.filter(({ batchSize }) => !isSoftware || batchSize <= 512);
  const found: { peak: number; products: readonly Throughput[] }[] = [];
  for (let round = 0; round < rounds; round++) {
    const peak = await measureGpuPeak(gpu);
    const { products } = await measureThroughput(access, toolsFor(`products ${round}`), {
      ...{ networks: [], products: measured },
    });
    found.push({ peak, products });
  }
  const rows = measured.map(({ batchSize }, index) => {
    const speeds = found.map(({ products, peak }) => {
      const each = products[index];
      const speed = each?.gpu ? each.operations * each.gpu.stepsPerSecond : Number.NaN;
      return { speed, share: speed / peak };
    });
    const cpu = found.map(({ products }) => {
      const each = products[index];
      return each?.cpu ? each.operations * each.cpu.stepsPerSecond : Number.NaN;
    });
    const failure = found[0]?.products[index]?.failure;
    if (failure) return [String(batchSize), failure];
    return [
      String(batchSize),
      formatRate(median(speeds.map(({ speed }) => speed)) / 1e9),
      formatShare(median(speeds.map(({ share }) => share))),
      formatRate(median(cpu) / 1e9),
    ];
  });
  const peak = formatRate(median(found.map((each) => each.peak)) / 1e9);
  return [
    `Products of n × n matrices in a training of two layers; the device’s peak is ${peak} GFLOP/s, by a loop of multiply-adds in the same run.`,
    '',
    markdownTable(['n', 'GFLOP/s', 'of peak', 'CPU, one thread, GFLOP/s'], rows),
  ].join('\n');
}

export async function dispatchTable(access: DeviceAccess): Promise<string> {
  const found = await measureThroughput(access, toolsFor('dispatches'), { networks, products: [] });
  const rows = found.networks.map(({ widths, batchSize, runs, gpu, failure }) => [
    `${runs === 1 ? '' : `${runs} × `}${widths.join('-')}, batch ${batchSize}`,
    gpu ? formatRate(gpu.stepsPerSecond) : (failure ?? ''),
    gpu ? formatNumber(gpu.dispatchesPerStep, 3) : '',
    gpu ? formatNumber(gpu.submitsPerStep, 3) : '',
  ]);
  return markdownTable(['network', 'steps a second', 'dispatches a step', 'submits a step'], rows);
}

/** A map of the valley is to be there sooner, in milliseconds, on a GPU that is none in disguise. */
const mostTime = 100;

export async function mapTable(device: Device, rounds: number): Promise<string> {
  const found = await mapsOnDevice(device, rounds);
  const rows = found.map(({ name, runs, steps, gpu, cpu, dispatches, alike }) => [
    `${name}, ${runs} × ${steps}`,
    formatNumber(gpu, 3),
    formatNumber(cpu, 3),
    String(dispatches),
    `${(100 * alike).toFixed(2)} %`,
  ]);
  const [first] = found;
  const verdict = first && first.gpu < mostTime ? 'reached' : 'missed';
  return [
    'All cells of a map, in milliseconds; the processor with one thread, in double precision. Alike are cells of the same state and the same steps, but for one.',
    '',
    markdownTable(['runs × steps', 'GPU', 'CPU', 'dispatches', 'alike'], rows),
    ...(device.facts.isSoftware ? [] : ['', `Target, the first in ${mostTime} ms: ${verdict}`]),
  ].join('\n');
}

export async function raceTable(device: Device, rounds: number): Promise<string> {
  const { runs, widths, steps, sideBySide, oneByOne, ratio } = await raceOnDevice(device, rounds);
  const cells = [formatNumber(sideBySide, 3), formatNumber(oneByOne, 3), formatRatio(ratio)];
  return [
    `A race of ${runs} networks ${widths.join('-')}, ${steps} steps each: runs a second.`,
    '',
    markdownTable(['in one stream', 'one after the other', 'ratio'], [cells]),
  ].join('\n');
}
