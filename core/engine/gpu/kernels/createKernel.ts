/** A kernel's source: its buffers, the functions that it calls and that rules have, too, and its own parts. */
import { functionsCalledIn } from '../../../rule/targets/wgsl/functions.ts';
import { ownSumLines, sumLines } from '../../../rule/targets/wgsl/sums.ts';
import type { GpuBinding, GpuBufferName, GpuKernel } from '../gpuPlan.ts';
import { bindingLines } from './bindings.ts';

/** How many threads a processor that stands in for a GPU computes at once, as the lanes of a vector. */
export const lanes = 4;

/** Threads of a workgroup that sums up; every device has so many. A processor's wait for each other one by one. */
export function threadsOfSums(isSoftware: boolean): number {
  return isSoftware ? lanes : 256;
}

export interface KernelParts {
  readonly name: string;
  readonly entryPoint: string;
  readonly bindings: readonly GpuBinding[];
  /** Buffers that are seen as vectors of four numbers. Default: none. */
  readonly fours?: readonly GpuBufferName[];
  /**
   * Of a workgroup, a power of two, where the parts name them `threads`, as rules and `sum_of_threads` do; 1 where each
   * thread works by itself, however many a workgroup has.
   */
  readonly threads?: number;
  /** Constants, functions and the entry point; empty ones are left out. */
  readonly parts: readonly string[];
}

export function createKernel({ name, entryPoint, bindings, fours, threads, parts }: KernelParts): GpuKernel {
  const own = parts.filter((part) => part !== '');
  const sums = own.some((part) => part.includes('sum_of_threads('))
    ? [(threads === 1 ? ownSumLines : sumLines).join('\n')]
    : [];
  const usesSubgroups = own.some((part) => part.includes('subgroup'));
  const source = [
    ...(usesSubgroups ? ['enable subgroups;'] : []),
    bindingLines(bindings, fours),
    ...(threads === undefined ? [] : [`const threads = ${threads}u;`]),
    ...functionsCalledIn(own.join('\n')),
    ...sums,
    ...own,
  ];
  return { name, source: `${source.join('\n\n')}\n`, entryPoint, bindings };
}
