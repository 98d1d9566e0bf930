/** The table of frameworks that scripts are written for. */
import type { ExportedRun } from './exportedRun.ts';
import type { FrameworkCode } from './frameworkCode.ts';
import { numpyFramework } from './numpyFramework.ts';

export interface Framework {
  /** What people call it. */
  readonly name: string;
  /** What `pip install` is told. */
  readonly packages: string;
  readonly write: (run: ExportedRun) => FrameworkCode;
  /** Why it can't be written, with a way out; null where it can. */
  readonly refuses: (run: ExportedRun) => string | null;
}

export type FrameworkId = 'numpy';

export const frameworks: Readonly<Record<FrameworkId, Framework>> = {
  numpy: { name: 'NumPy', packages: 'numpy', write: numpyFramework, refuses: () => null },
};
