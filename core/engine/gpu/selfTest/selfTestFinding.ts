import type { SelfTestCase } from './selfTestCases.ts';

export interface SelfTestFinding extends Pick<SelfTestCase, 'about' | 'name'> {
  /** Whether a workgroup took whole steps of a network, or each product was a dispatch; null of a surface. */
  readonly together: boolean | null;
  /** The largest difference from the CPU, as a share of the largest loss; null where it could not be told. */
  readonly error: number | null;
  /** Why it could not, as a clause; null where it could. */
  readonly failure: string | null;
}

/**
 * Of the largest loss. WGSL lets tanh be off by 1e-5, and other functions by some units in the last place, which a few
 * steps make more of; what is wrong in a kernel is far above that.
 */
export const selfTestTolerance = 1e-4;

export function isRight({ error }: SelfTestFinding): boolean {
  return error !== null && error <= selfTestTolerance;
}
