import type { Awaitable } from '../engine.ts';

/** All that was started, once it has begun. Where one can't, the others are let go of, and its failure is thrown. */
export async function begun<Each extends { dispose(): void }>(
  started: readonly Awaitable<Each>[],
): Promise<Each[]> {
  const settled = await Promise.allSettled(started);
  const all = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = settled.find((each) => each.status === 'rejected');
  if (!failed) return all;
  for (const each of all) each.dispose();
  throw failed.reason;
}
