/** The table of frameworks that scripts are written for. */
import type { ExportedRun } from './exportedRun.ts';
import type { FrameworkCode } from './frameworkCode.ts';
import { jaxFramework } from './frameworks/jaxFramework.ts';
import { kerasFramework } from './frameworks/kerasFramework.ts';
import { numpyFramework } from './frameworks/numpyFramework.ts';
import { torchFramework } from './frameworks/torchFramework.ts';

export interface Framework {
  /** What people call it. */
  readonly name: string;
  /** What `pip install` is told. */
  readonly packages: string;
  readonly write: (run: ExportedRun) => FrameworkCode;
  /** Why it can't be written, with a way out; null where it can. */
  readonly refuses: (run: ExportedRun) => string | null;
}

export type FrameworkId = 'torch' | 'keras' | 'jax' | 'numpy';

/** In the order in which they are offered. */
export const frameworks: Readonly<Record<FrameworkId, Framework>> = {
  torch: { name: 'PyTorch', packages: 'numpy torch', write: torchFramework, refuses: () => null },
  keras: {
    name: 'Keras',
    packages: 'numpy keras jax',
    write: kerasFramework,
    refuses: (run) => (run.network ? aheadByLayer(run) : noModel),
  },
  jax: { name: 'JAX with Optax', packages: 'numpy jax optax', write: jaxFramework, refuses: aheadByLayer },
  numpy: { name: 'NumPy', packages: 'numpy', write: numpyFramework, refuses: normByLayer },
};

const noModel =
  'Keras trains models, and a surface is a function of two numbers. PyTorch, JAX with Optax and NumPy have scripts of it.';

/** An Optax transformation of one layer knows neither the gradients of the others nor the loss at other points. */
function aheadByLayer(run: ExportedRun): string | null {
  const { spec, gradient } = run;
  if (spec.layerRates && gradient !== 'here')
    return 'With learning rates by layer, Optax has a transformation a layer, and this optimizer wants the gradient of all layers at another point. PyTorch and NumPy have scripts of it.';
  return normByLayer(run);
}

function normByLayer({ spec, rule }: ExportedRun): string | null {
  const readsNorm = rule.lines.some((line) => line.includes('global_norm'));
  if (!spec.layerRates || !readsNorm) return null;
  return 'With learning rates by layer, each layer has an optimizer of its own here, and this one reads the norm of all gradients. PyTorch has a script of it.';
}
