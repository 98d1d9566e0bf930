import type { Awaitable } from '../engine.ts';

/** In milliseconds. */
const warmUp = 250;
const measuredFor = 500;

export interface Stepping {
  /** Takes one step of each run, and gives how many those are and how long that took in milliseconds, without any way to a device. */
  readonly first: () => Awaitable<{ readonly steps: number; readonly milliseconds: number }>;
  /** Takes as many steps as training would take in one go, and gives how many. */
  readonly go: () => Awaitable<number>;
  /** Milliseconds from any clock that runs forward. */
  readonly now: () => number;
}

/** Steps a second, once goes don’t get longer any more. */
export async function stepRate(stepping: Stepping): Promise<number> {
  const { steps, milliseconds } = await stepping.first();
  // What takes so long alone has nothing to gain from a second look.
  if (milliseconds > measuredFor) return (1000 * steps) / milliseconds;
  await warm(stepping);
  const begin = stepping.now();
  let [taken, passed] = [0, 0];
  while (passed < measuredFor) {
    // Of two that a far device has at once, the answers come one right after the other.
    for (let each = 0; each < 2; each++) taken += await stepping.go();
    passed = stepping.now() - begin;
  }
  return (1000 * taken) / passed;
}

async function warm({ go, now }: Stepping): Promise<void> {
  const taken: number[] = [];
  // Of two that were asked for at once, the second is as long as the first.
  const isGrowing = () => (taken.at(-1) ?? 0) > (taken.at(-3) ?? 0);
  for (const end = now() + warmUp; now() < end || isGrowing(); ) taken.push(await go());
}
