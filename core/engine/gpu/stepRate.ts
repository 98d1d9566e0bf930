import type { Awaitable } from '../engine.ts';

/** In milliseconds. */
const warmUp = 250;
const measuredFor = 500;
const longest = 3000;
/** Far away there are few in that time, and each second one may have four times the steps: from 4 to 16384. */
const fewestGoes = 12;

export interface Stepping {
  /** Takes one step of each run, and gives how many those are and how long that took in milliseconds, without any way to a device. */
  readonly first: () => Awaitable<{ readonly steps: number; readonly milliseconds: number }>;
  /** Takes as many steps as training would take in one go, and gives how many. */
  readonly go: () => Awaitable<number>;
  /** Milliseconds from any clock that runs forward. */
  readonly now: () => number;
}

/** Steps a second, once goes are as long as they get. */
export async function stepRate(stepping: Stepping): Promise<number> {
  const first = await stepping.first();
  // What takes so long alone has nothing to gain from a second look.
  if (first.milliseconds > measuredFor) return (1000 * first.steps) / first.milliseconds;
  await goOn(stepping, warmUp);
  const { steps, milliseconds } = await goOn(stepping, measuredFor);
  return (1000 * steps) / milliseconds;
}

async function goOn({ go, now }: Stepping, least: number) {
  const begin = now();
  let [steps, milliseconds] = [0, 0];
  for (let goes = 0; milliseconds < longest && (milliseconds < least || goes < fewestGoes); goes += 2) {
    // Of two that a far device has at once, the answers come one right after the other.
    steps += await go();
    steps += await go();
    milliseconds = now() - begin;
  }
  return { steps, milliseconds };
}
