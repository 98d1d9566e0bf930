/** Answers requests: `info`, `drop`, and the work of requests.ts. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chooseKernels, type Kernels, loadKernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import { minimizePlane } from './plane.ts';
import type { Work, WorkRequest } from './requests.ts';
import { train } from './train.ts';
import { update } from './update.ts';

type Request = { readonly id?: number } & (
  | { readonly op: 'info' }
  | { readonly op: 'drop' }
  | (WorkRequest & { readonly steps: number })
);

/** The work at hand, by its request without the steps. */
let current: { readonly key: string; readonly work: Work } | null = null;

/**
 * @param kernelFolder Where the built kernels are.
 * @param isPlain Whether to leave relaxed SIMD unused.
 */
export async function serve(kernelFolder: string, isPlain: boolean): Promise<void> {
  const bytes = {
    simd: new Uint8Array(readFileSync(`${kernelFolder}/simd.wasm`)),
    relaxed: new Uint8Array(readFileSync(`${kernelFolder}/relaxed.wasm`)),
  };
  const kernels = isPlain ? loadKernels(bytes, 'simd') : chooseKernels(bytes);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const request: Request = JSON.parse(line);
    process.stdout.write(`${JSON.stringify({ id: request.id, ...answer(request, kernels) })}\n`);
  }
}

function answer(request: Request, kernels: Kernels): object {
  try {
    if (request.op === 'info')
      return { name: 'Optimizer Playground', version: process.version, kernels: kernels.name };
    if (request.op === 'drop') {
      current = null;
      return {};
    }
    const { id: _, steps, ...work } = request;
    return measure(workFor(work, kernels), steps);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function workFor(request: WorkRequest, kernels: Kernels): Work {
  const key = JSON.stringify(request);
  if (current?.key === key) return current.work;
  // The old one gives its memory back first.
  current = null;
  current = { key, work: begin(request, kernels) };
  return current.work;
}

function begin(request: WorkRequest, kernels: Kernels): Work {
  switch (request.op) {
    case 'train':
      return train(request, kernels);
    case 'update':
      return update(request);
    case 'fn2d':
      return minimizePlane(request);
  }
}

function measure(work: Work, steps: number): object {
  const cpuBefore = process.cpuUsage();
  const begin = performance.now();
  const value = work.run(steps);
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { seconds, cpu: (user + system) / 1e6, steps, value, losses: work.losses };
}
