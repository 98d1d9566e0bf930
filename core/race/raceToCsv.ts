import type { Race } from './race.ts';

/**
 * The race's numbers as CSV, one line for each run and step, every digit kept: run, optimizer, lr, batch_size, seed,
 * step, loss and, on surfaces, the two coordinates.
 */
export function raceToCsv(race: Race): string {
  const surface = race.runs.some((run) => run.path !== null);
  const lines = [`run,optimizer,lr,batch_size,seed,step,loss${surface ? ',x,y' : ''}`];
  for (const { spec, losses, path } of race.runs) {
    const head = [
      spec.id,
      spec.optimizer,
      spec.hyperparameters['lr'],
      spec.batchSize ?? '',
      spec.seed ?? '',
    ].join(',');
    for (let step = 0; step < losses.length; step++) {
      const point = path ? `,${path.at(2 * step)},${path.at(2 * step + 1)}` : '';
      lines.push(`${head},${step},${losses.at(step)}${point}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
