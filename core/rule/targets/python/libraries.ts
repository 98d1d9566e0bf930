/** The libraries of arrays that exports are written for. */
import type { Level } from '../../check/levels.ts';

/** What differs between the libraries. */
export interface Library {
  /** `np` */
  readonly module: string;
  /** Whether its functions also take the numbers of a step, which may be traced. Else Python computes these. */
  readonly tracesNumbers: boolean;
  /** Whether values of this level are arrays of the library; otherwise, they are numbers of Python. */
  isArray(level: Level): boolean;
  /** The Euclidean norm of an array. */
  readonly norm: string;
  /** The method that copies an array; null where arrays never change. */
  readonly copy: string | null;
  /** Whether its functions of several arrays refuse numbers, as PyTorch's do. */
  readonly isStrict: boolean;
}

export const numpy: Library = {
  module: 'np',
  tracesNumbers: false,
  isArray: (level) => level === 'element',
  norm: 'np.linalg.norm',
  copy: 'copy',
  isStrict: false,
};

export const torch: Library = {
  module: 'torch',
  tracesNumbers: false,
  isArray: (level) => level !== 'step',
  norm: 'torch.linalg.vector_norm',
  copy: 'clone',
  isStrict: true,
};

/** Any value may be traced by `jax.jit`. */
export const jax: Library = {
  module: 'jnp',
  tracesNumbers: true,
  isArray: () => true,
  norm: 'jnp.linalg.norm',
  copy: null,
  isStrict: false,
};
