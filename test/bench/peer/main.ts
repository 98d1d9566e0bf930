/** The engine as a peer; or the float64 oracle that it is held to. */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { chooseKernels, loadKernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import type { Threads } from '../../../core/engine/cpu/network/networkTrainer.ts';
import { trainOracle, updateOracle } from './oracle.ts';
import { minimizePlane } from './plane.ts';
import type { Work, WorkRequest } from './requests.ts';
import { type Peer, serve } from './serve.ts';
import { type Means, train } from './train.ts';
import { update } from './update.ts';

/**
 * @param kernelFolder Where the built kernels are.
 * @param words `simd`: without relaxed SIMD; `threads=2`: with two threads; `float64`: the oracle.
 */
export async function serveEngine(kernelFolder: string, words: readonly string[]): Promise<void> {
  await serve(words.includes('float64') ? oracle() : engine(kernelFolder, words));
}

function engine(kernelFolder: string, words: readonly string[]): Peer {
  const bytes = {
    simd: new Uint8Array(readFileSync(`${kernelFolder}/simd.wasm`)),
    relaxed: new Uint8Array(readFileSync(`${kernelFolder}/relaxed.wasm`)),
  };
  const kernels = words.includes('simd') ? loadKernels(bytes, 'simd') : chooseKernels(bytes);
  const threads = threadsOf(words);
  return {
    info: {
      ...{ name: 'Optimizer Playground', node: process.version },
      ...{ kernels: kernels.name, threads: threads.count },
    },
    begin: (request) => beginWith({ kernels, threads }, request),
  };
}

function threadsOf(words: readonly string[]): Threads {
  const count = words.find((word) => word.startsWith('threads='))?.slice('threads='.length) ?? 1;
  // The adapter puts both bundles next to one another.
  const helper = new URL('helper.mjs', import.meta.url);
  return { count: Number(count), start: (input) => new Worker(helper, { workerData: input }).unref() };
}

function beginWith(means: Means, request: WorkRequest): Work {
  switch (request.op) {
    case 'train':
      return train(request, means);
    case 'update':
      return update(request);
    case 'fn2d':
      return minimizePlane(request);
  }
}

function oracle(): Peer {
  return {
    info: { name: 'Optimizer Playground', node: process.version, kernels: 'none' },
    begin(request) {
      switch (request.op) {
        case 'train':
          return trainOracle(request);
        case 'update':
          return updateOracle(request);
        case 'fn2d':
          return minimizePlane(request);
      }
    },
  };
}
