import type { Race, Run } from './race.ts';
import { type Quantity, quantities, quantityNames } from './runRecord.ts';

/** Names of the columns of a quantity, where they aren't its own. */
const columnNames: Partial<Record<Quantity, readonly string[]>> = { position: ['x', 'y'] };

/**
 * The race's numbers as CSV, one line for each run and kept point, every digit kept: number of the run, optimizer, lr,
 * batch_size, seed, step, and what was measured there: the loss and, on surfaces, the two coordinates.
 */
export function raceToCsv({ runs }: Race): string {
  // The mean is made of the losses.
  const measured = quantityNames.filter(
    (name) =>
      name !== 'step' && name !== 'mean' && (name === 'loss' || runs.some(({ record }) => record.get(name))),
  );
  const columns = measured.flatMap((name) => columnNames[name] ?? [name]);
  const head = ['run', 'optimizer', 'lr', 'batch_size', 'seed', 'step', ...columns].join(',');
  return `${[head, ...runs.flatMap((run, number) => linesOf(run, number, measured))].join('\n')}\n`;
}

function linesOf({ spec, record }: Run, number: number, measured: readonly Quantity[]): string[] {
  const { optimizer, hyperparameters, batchSize, seed } = spec;
  const head = [number, optimizer, hyperparameters['lr'], batchSize ?? '', seed ?? ''].join(',');
  return Array.from({ length: record.length }, (_, point) => {
    const values = measured.flatMap((name) => {
      const [series, width] = [record.get(name), quantities[name]];
      return Array.from({ length: width }, (_, k) => series?.at(width * point + k) ?? '');
    });
    return [head, record.stepOf(point), ...values].join(',');
  });
}
