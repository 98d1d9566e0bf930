/** What frameworks are called on the command line. */
import type { FrameworkId } from '../../core/exportCode/frameworks.ts';

export const frameworkNames = {
  pytorch: 'torch',
  keras: 'keras',
  jax: 'jax',
  numpy: 'numpy',
} as const satisfies Readonly<Record<string, FrameworkId>>;

export const frameworkIds = Object.keys(frameworkNames) as readonly (keyof typeof frameworkNames)[];
