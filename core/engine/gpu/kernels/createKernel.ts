/** A kernel's source: its buffers, the functions that it calls and that rules have, too, and its own parts. */
import { functionsCalledIn } from '../../../rule/targets/wgsl/functions.ts';
import { ownSumLines, sumLines } from '../../../rule/targets/wgsl/sums.ts';
import type { GpuBinding, GpuKernel } from '../gpuPlan.ts';
import { bindingLines } from './bindings.ts';

export interface KernelParts {
  readonly name: string;
  readonly entryPoint: string;
  readonly bindings: readonly GpuBinding[];
  /**
   * Of a workgroup, a power of two, where the parts name them `threads`, as rules and `sum_of_threads` do; 1 where each
   * thread works by itself, however many a workgroup has.
   */
  readonly threads?: number;
  /** Constants, functions and the entry point; empty ones are left out. */
  readonly parts: readonly string[];
}

export function createKernel({ name, entryPoint, bindings, threads, parts }: KernelParts): GpuKernel {
  const own = parts.filter((part) => part !== '');
  const sums = own.some((part) => part.includes('sum_of_threads('))
    ? [(threads === 1 ? ownSumLines : sumLines).join('\n')]
    : [];
  const source = [
    bindingLines(bindings),
    ...(threads === undefined ? [] : [`const threads = ${threads}u;`]),
    ...functionsCalledIn(own.join('\n')),
    ...sums,
    ...own,
  ];
  return { name, source: `${source.join('\n\n')}\n`, entryPoint, bindings };
}
