/** One workload, given to all contestants in turns, so that whatever else the machine does meets all alike. */
import { createRandom, shuffle } from '../../../core/random.ts';
import { lossesToAnswer } from '../peer/requests.ts';
import { differenceOf } from './compareLosses.ts';
import type { Contestant } from './contestant.ts';
import type { Workload } from './workloads.ts';

/** How a contestant did: with the seconds that a step took, a number a round; or, in words, why there are none. */
export type Outcome =
  | { readonly kind: 'done'; readonly times: readonly number[] }
  | { readonly kind: 'failed' | 'different'; readonly reason: string };

export interface Result {
  readonly workload: Workload;
  /** By the contestants' names. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

export interface ContestOptions {
  /** 0: only losses are compared. */
  readonly rounds: number;
  /** The contestant whose losses the others must have. */
  readonly reference: string;
}

/** Seconds that a contestant works until it is the next one's turn; one step where that takes longer. */
const sliceTime = 0.1;

/** Compiled and warm is who has worked for some seconds, or for some slices of about full length. */
const warmUp = { time: 3, slices: 4 };

/** A contestant that has done all so far. */
interface Entrant {
  readonly contestant: Contestant;
  readonly losses: readonly number[];
  readonly times: number[];
  /** In a slice. */
  steps: number;
}

export async function contest(
  workload: Workload,
  contestants: readonly Contestant[],
  { rounds, reference }: ContestOptions,
): Promise<Result> {
  const outcomes = new Map<string, Outcome>();
  const entrants = new Map<string, Entrant>();

  for (const contestant of contestants) {
    await orFail(contestant, async () => {
      entrants.set(contestant.name, await enter(contestant, workload));
    });
  }
  excludeDifferent();
  if (rounds > 0) {
    await inTurns((entrant) => warm(entrant, workload));
    for (let round = 0; round < rounds; round++)
      await inTurns(async (entrant) => {
        entrant.times.push(await timeOfStep(entrant, workload));
      });
  }
  for (const [name, { times }] of entrants) outcomes.set(name, { kind: 'done', times });
  return { workload, outcomes };

  function excludeDifferent(): void {
    const expected = entrants.get(reference)?.losses;
    if (!expected) return;
    for (const [name, { losses }] of entrants) {
      const reason = differenceOf(losses, expected);
      if (reason !== null) fail(name, { kind: 'different', reason });
    }
  }

  async function inTurns(turn: (entrant: Entrant) => Promise<void>): Promise<void> {
    for (const entrant of inRandomOrder([...entrants.values()]))
      await orFail(entrant.contestant, () => turn(entrant));
  }

  async function orFail({ name }: Contestant, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      fail(name, { kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  function fail(name: string, outcome: Outcome): void {
    entrants.delete(name);
    outcomes.set(name, outcome);
  }
}

/** Updates have no losses; what they make of the first parameter stands for them. */
async function enter(contestant: Contestant, { work }: Workload): Promise<Entrant> {
  const { losses, value } = await contestant.work(work, lossesToAnswer);
  return { contestant, losses: losses?.length ? losses : [value], times: [], steps: lossesToAnswer };
}

/** Finds, on the way, how many steps fill a slice. */
async function warm(entrant: Entrant, { work }: Workload): Promise<void> {
  let time = 0;
  for (let slices = 0; time < warmUp.time && slices < warmUp.slices; ) {
    const { seconds, steps } = await entrant.contestant.work(work, entrant.steps);
    time += seconds;
    if (seconds > sliceTime / 2) slices++;
    // The first slices say little about how fast it will be.
    const filling = Math.round((steps * sliceTime) / seconds);
    entrant.steps = Math.max(1, Math.min(filling, 4 * steps));
  }
}

async function timeOfStep({ contestant, steps }: Entrant, { work }: Workload): Promise<number> {
  const answer = await contestant.work(work, steps);
  return answer.seconds / answer.steps;
}

const random = createRandom(1);

function inRandomOrder<Item>(items: readonly Item[]): readonly Item[] {
  const order = Int32Array.from(items, (_, index) => index);
  shuffle(order, random);
  return Array.from(order, (index) => items[index]).filter((item) => item !== undefined);
}
