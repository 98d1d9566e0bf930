import type { Race, Run } from './race.ts';

/**
 * The race's numbers as CSV, one line for each run and kept point, every digit kept: number of the run, optimizer, lr,
 * batch_size, seed, step, loss and, on surfaces, the two coordinates.
 */
export function raceToCsv({ runs }: Race): string {
  const isSurface = runs.some(({ record }) => record.get('position'));
  const head = `run,optimizer,lr,batch_size,seed,step,loss${isSurface ? ',x,y' : ''}`;
  return `${[head, ...runs.flatMap(linesOf)].join('\n')}\n`;
}

function linesOf({ spec, record }: Run, run: number): string[] {
  const { optimizer, hyperparameters, batchSize, seed } = spec;
  const head = [run, optimizer, hyperparameters['lr'], batchSize ?? '', seed ?? ''].join(',');
  const losses = record.get('loss');
  const position = record.get('position');
  return Array.from({ length: record.length }, (_, index) => {
    const point = position ? `,${position.at(2 * index)},${position.at(2 * index + 1)}` : '';
    return `${head},${record.stepOf(index)},${losses?.at(index)}${point}`;
  });
}
