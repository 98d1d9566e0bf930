/** Who takes part: the engine, what it is held to, and libraries that people train with. */
import { UsageError } from '../options.ts';
import type { Program } from './contestant.ts';

export const ours = 'engine';

/** Computes in float64 what all must compute. */
export const reference = 'float64 oracle';

export interface ContestantOptions {
  /** Folder of the bundled programs of `test/bench/peers`. */
  readonly programs: string;
  /** A node_modules folder with the JavaScript peers. */
  readonly modules: string;
  readonly python: string;
  /** Above 1: some take part a second time, with as many. */
  readonly threads: number;
  /** Others, as `name=command`. */
  readonly peers: readonly string[];
}

export function programsOf(options: ContestantOptions): readonly Program[] {
  const { programs, modules, python, threads, peers } = options;
  return [
    ofNode(ours, adapter),
    ...(threads > 1 ? [ofNode(withThreads(ours, threads), adapter, `threads=${threads}`)] : []),
    ofNode(reference, adapter, 'float64'),
    pyTorch('PyTorch', python, 1),
    ...(threads > 1 ? [pyTorch(withThreads('PyTorch', threads), python, threads)] : []),
    ofPython('NumPy', python, 'numpy_peer.py', 1, 'numpy'),
    fromNpm('tfjs-wasm', `${programs}/tfjs.mjs`, modules, '@tensorflow/tfjs @tensorflow/tfjs-backend-wasm'),
    fromNpm('jax-js', `${programs}/jaxjs.mjs`, modules, '@jax-js/jax'),
    ...peers.map(named),
  ];
}

const adapter = 'test/bench/adapter.mjs';

const withThreads = (name: string, threads: number) => `${name}, ${threads} threads`;

function pyTorch(name: string, python: string, threads: number): Program {
  return ofPython(name, python, 'pytorch_peer.py', threads, 'torch numpy');
}

/** On the Node.js that runs the bench, and as that is run. */
function ofNode(name: string, ...args: readonly string[]): Program {
  return { name, command: process.execPath, args: [...process.execArgv, ...args] };
}

function fromNpm(name: string, program: string, modules: string, packages: string): Program {
  return {
    ...ofNode(name, program, modules),
    install: `npm install ${packages} in a folder of yours, and --modules <folder>/node_modules`,
  };
}

function ofPython(name: string, python: string, program: string, threads: number, packages: string): Program {
  // Read by OpenMP, OpenBLAS and MKL when they are loaded.
  const variables = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS'];
  return {
    name,
    command: python,
    args: [`test/bench/peers/${program}`],
    env: Object.fromEntries(variables.map((variable) => [variable, String(threads)])),
    install: `${python} -m pip install ${packages}, or PYTHON=<a Python that has it>`,
  };
}

/** @throws {UsageError} if it isn't `name=command`. */
function named(peer: string): Program {
  const [, name, text] = /^([^=]+)=(.+)$/.exec(peer) ?? [];
  const [command, ...args] = text?.trim().split(/\s+/) ?? [];
  if (!name || !command) throw new UsageError(`--peer ${peer} — expected "name=command"`);
  return { name, command, args };
}
