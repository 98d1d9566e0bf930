/** The command line of `npm run bench:gpu`. */
import { parseArgs } from 'node:util';
import { UsageError, wholeNumber } from '../options.ts';

export const usage = `npm run bench:gpu -- [words] [options]

Words select what is measured: all whose names have all of them, such as training, products, dispatches, race, map, or training mnist.

  --check           only compare the first losses of all contestants
  --rounds n        turns that each contestant gets at a workload; default 5
  --adapter name    the adapter to use; a name that there isn't lists those that there are
  --modules folder  a node_modules folder with @tensorflow/tfjs, @tensorflow/tfjs-backend-webgpu, @jax-js/jax
  --threads n       the engine on the CPU a second time, with n threads
  --all             also what takes a software adapter minutes

PYTHON names a Python with PyTorch and NumPy; default python3.`;

export interface GpuBenchOptions {
  readonly words: readonly string[];
  readonly check: boolean;
  readonly rounds: number;
  readonly adapter: string | null;
  readonly modules: string;
  readonly threads: number;
  readonly all: boolean;
}

const definitions = {
  help: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '5' },
  threads: { type: 'string', default: '1' },
  modules: { type: 'string', default: 'node_modules' },
  adapter: { type: 'string' },
} as const;

/**
 * @returns null where help is asked for.
 * @throws {UsageError} if there is no such option, or a number is none.
 */
export function parseGpuBenchOptions(args: readonly string[]): GpuBenchOptions | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const { check, all, modules, adapter = null } = values;
  return {
    ...{ words: positionals, check, all, modules, adapter },
    rounds: wholeNumber('rounds', values.rounds),
    threads: wholeNumber('threads', values.threads),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: definitions });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
