/** Who takes part in the bench of GPUs. */
import type { Program } from '../training/contestant.ts';

export const ours = 'GPU';

/** Computes what all must compute; tests hold it to float64. */
export const reference = 'CPU';

export interface GpuContestantOptions {
  /** Folder of the bundled programs. */
  readonly programs: string;
  /** A node_modules folder with the JavaScript peers. */
  readonly modules: string;
  readonly python: string;
  /** Above 1: the engine on the CPU takes part a second time, with as many. */
  readonly threads: number;
}

export function gpuProgramsOf({
  programs,
  modules,
  python,
  threads,
}: GpuContestantOptions): readonly Program[] {
  const adapter = 'test/bench/adapter.mjs';
  return [
    ofNode(ours, `${programs}/gpu/peer.mjs`),
    ofNode(reference, adapter),
    ...(threads > 1 ? [ofNode(`CPU, ${threads} threads`, adapter, `threads=${threads}`)] : []),
    fromNpm(
      'tfjs-webgpu',
      `${programs}/peers/tfjs.mjs`,
      modules,
      '@tensorflow/tfjs @tensorflow/tfjs-backend-webgpu',
    ),
    fromNpm('jax-js', `${programs}/peers/jaxjs.mjs`, modules, '@jax-js/jax'),
    {
      ...{ name: 'PyTorch, CUDA', command: python, args: ['test/bench/peers/pytorch_peer.py'] },
      env: { DEVICE: 'cuda' },
      install: `${python} -m pip install torch numpy on a machine with CUDA, or PYTHON=<a Python that has it>`,
    },
  ];
}

/** On the Node.js that runs the bench, and as that is run. */
function ofNode(name: string, ...args: readonly string[]): Program {
  return { name, command: process.execPath, args: [...process.execArgv, ...args] };
}

function fromNpm(name: string, program: string, modules: string, packages: string): Program {
  return {
    ...ofNode(name, program, modules, 'webgpu'),
    install: `npm install ${packages} in a folder of yours, and --modules <folder>/node_modules`,
  };
}
