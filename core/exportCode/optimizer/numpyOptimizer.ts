/** The optimizer of a run as a class over NumPy. */
import { className } from '../../rule/targets/python/names.ts';
import { numpySource } from '../../rule/targets/python/numpy.ts';
import type { ExportedRun } from '../exportedRun.ts';
import type { StepRates } from '../frameworkCode.ts';
import { type Part, partOfSource } from '../part.ts';

export function numpyOptimizer({ rule, numbers }: ExportedRun): Part {
  return partOfSource(numpySource(rule, { defaults: numbers }));
}

/** Lines that make it. */
export function numpySetup({ rule, spec }: ExportedRun): readonly string[] {
  const name = className(rule.name);
  if (!spec.layerRates) return [`optimizer = ${name}()`];
  return [`optimizers = [${name}(lr=lr) for lr in LAYER_RATES]  # one a layer`];
}

/**
 * Lines that take a step with `params` and `grads`.
 * @param gradientsAt The call that computes the gradients at other points.
 */
export function numpyUpdate(
  { spec, gradient, momentumName }: ExportedRun,
  { lr, momentum }: StepRates,
  gradientsAt: (points: string) => string,
): readonly string[] {
  if (spec.layerRates) return updateByLayer(gradient, { lr, momentum, momentumName }, gradientsAt);
  return [
    ...(lr === null ? [] : [`optimizer.lr = ${lr}`]),
    ...(momentum === null ? [] : [`optimizer.${momentumName} = ${momentum}`]),
    ...(gradient === 'here'
      ? []
      : [`grads = ${gradientsAt(`optimizer.lookahead(params${gradient === 'both' ? ', grads' : ''})`)}`]),
    'optimizer.update(params, grads)',
  ];
}

function updateByLayer(
  gradient: ExportedRun['gradient'],
  rates: {
    readonly lr: string | null;
    readonly momentum: string | null;
    readonly momentumName: string | null;
  },
  gradientsAt: (points: string) => string,
): readonly string[] {
  const { lr, momentum, momentumName } = rates;
  const changes = [
    ...(lr === null ? [] : [`    optimizer.lr = rate`]),
    ...(momentum === null ? [] : [`    optimizer.${momentumName} = ${momentum}`]),
  ];
  const each =
    lr === null ? 'for optimizer in optimizers:' : `for optimizer, rate in zip(optimizers, ${lr}):`;
  const own = (list: string) => `${list}[2 * layer : 2 * layer + 2]`;
  const both = gradient === 'both' ? `, ${own('grads')}` : '';
  return [
    ...(changes.length > 0 ? [each, ...changes] : []),
    ...(gradient === 'here'
      ? []
      : [
          'points = []',
          'for layer, optimizer in enumerate(optimizers):',
          `    points += optimizer.lookahead(${own('params')}${both})`,
          `grads = ${gradientsAt('points')}`,
        ]),
    'for layer, optimizer in enumerate(optimizers):',
    `    optimizer.update(${own('params')}, ${own('grads')})`,
  ];
}
