import type { WorkRequest } from '../peer/requests.ts';

/**
 * Operations of a training step's matrix products, a multiplication and an addition being two: forward, the gradient by the
 * weights and, but for the first layer, the one by its inputs. Activations, loss and update are left out, as is usual;
 * null where there are no products.
 */
export function flopsOf(work: WorkRequest): number | null {
  if (work.op !== 'train') return null;
  const { batch, layers } = work;
  return layers.slice(1).reduce((sum, outputs, depth) => {
    const product = 2 * batch * (layers[depth] ?? 0) * outputs;
    return sum + product * (depth === 0 ? 2 : 3);
  }, 0);
}
