import type { Awaitable } from '../engine.ts';
import { StepBudget } from './stepBudget.ts';

/** In milliseconds. */
const warmUp = 250;
const measuredFor = 500;
/** Steps that are taken in one go at most. */
const mostSteps = 1000;

/**
 * Steps a second, once as many are taken in one go as training would take.
 * @param take Takes as many steps as it is told, or fewer, and gives how many.
 * @param now Milliseconds from any clock that runs forward.
 */
export async function stepRate(
  take: (steps: number) => Awaitable<number>,
  now: () => number,
): Promise<number> {
  const budget = new StepBudget(mostSteps);
  const takeSome = async (most: number) => {
    const begin = now();
    const taken = await take(most);
    const milliseconds = now() - begin;
    budget.adapt(taken, milliseconds);
    return { taken, milliseconds };
  };
  const sum = { taken: 0, milliseconds: 0 };
  const first = await takeSome(1);
  // What takes so long alone has nothing to gain from a second look.
  if (first.milliseconds > measuredFor) return (1000 * first.taken) / first.milliseconds;
  for (const end = now() + warmUp; now() < end; ) await takeSome(budget.steps);
  while (sum.milliseconds < measuredFor) {
    const { taken, milliseconds } = await takeSome(budget.steps);
    sum.taken += taken;
    sum.milliseconds += milliseconds;
  }
  return (1000 * sum.taken) / sum.milliseconds;
}
