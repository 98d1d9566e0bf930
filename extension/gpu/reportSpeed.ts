/** How fast the device is, in a report, beside this CPU. */
import type { Throughput, Throughputs } from '../../core/engine/gpu/throughput.ts';
import { formatNumber, formatRate } from '../../core/format.ts';
import { table } from './reportTable.ts';

export function speedPart({ networks, products }: Throughputs): readonly string[] {
  return [
    '## Speed',
    'Steps a second as training has them, with the way to the panel’s page and back; of several runs, of all together.',
    table(
      [
        'Network',
        'Batch',
        'Runs',
        'GPU, steps/s',
        'CPU, steps/s',
        'GPU : CPU',
        'Dispatches a step',
        'Submits a step',
      ],
      networks.map(networkRow),
    ),
    'Products of n × n matrices, in training a network of two layers n wide on batches of n.',
    table(
      ['n', 'GPU, GFLOP/s', 'CPU, GFLOP/s'],
      products.map((each) => [
        String(each.batchSize),
        each.gpu ? gigaflops(each, each.gpu.stepsPerSecond) : (each.failure ?? ''),
        each.cpu ? gigaflops(each, each.cpu.stepsPerSecond) : '',
      ]),
    ),
    ...enginesOf([...networks, ...products]),
  ];
}

function networkRow({ widths, batchSize, runs, gpu, cpu, failure }: Throughput): readonly string[] {
  return [
    widths.join('–'),
    String(batchSize),
    String(runs),
    gpu ? formatRate(gpu.stepsPerSecond) : (failure ?? ''),
    cpu ? formatRate(cpu.stepsPerSecond) : '',
    gpu && cpu ? formatNumber(gpu.stepsPerSecond / cpu.stepsPerSecond, 2) : '',
    gpu ? formatNumber(gpu.dispatchesPerStep, 2) : '',
    gpu ? formatNumber(gpu.submitsPerStep, 2) : '',
  ];
}

function gigaflops({ operations }: Throughput, stepsPerSecond: number): string {
  return formatRate((operations * stepsPerSecond) / 1e9);
}

function enginesOf(all: readonly Throughput[]): readonly string[] {
  const engines = [...new Set(all.flatMap(({ cpu }) => (cpu ? [cpu.engine] : [])))];
  return engines.length > 0 ? [`CPU: ${engines.join('; ')}.`] : [];
}
