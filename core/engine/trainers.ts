/** What is done with a trainer whatever it trains. */
import type { Trainer } from './engine.ts';

/**
 * Takes steps until so many are done.
 * @throws {Error} if there are fewer.
 */
export async function runTo(trainer: Trainer, stepsDone: number): Promise<void> {
  while (trainer.stepsDone < stepsDone) {
    const before = trainer.stepsDone;
    await trainer.run(stepsDone - before, Number.MAX_VALUE);
    if (trainer.stepsDone > before) continue;
    throw new Error(`step ${stepsDone} can't be reached again: the run ends at step ${before} here`);
  }
}

/** What is still known of a trainer that is let go, without what it holds in memory. */
export function remainsOf({ engine, stepsDone }: Trainer): Trainer {
  return {
    engine,
    stepsDone,
    measured: { loss: new Float64Array() },
    evaluate: null,
    run: () => 0,
    dispose() {},
  };
}
