/** An engine that answers later, as a device does. */
import { setImmediate } from 'node:timers/promises';
import type { Engine, Trainer } from '../../../core/engine/engine.ts';

/** Computes what `engine` does, and tells it after a while. Two calls at the same time are an error. */
export function slowEngine(engine: Engine): Engine {
  return {
    supports: (spec) => engine.supports(spec),
    async createTrainer(task, reason) {
      await setImmediate();
      return slowTrainer(await engine.createTrainer(task, reason));
    },
  };
}

function slowTrainer(trainer: Trainer): Trainer {
  const { evaluate } = trainer;
  let isBusy = false;
  // Until the answer is there, a device has nothing new to show.
  let { stepsDone, measured } = trainer;
  async function later<T>(call: () => T | Promise<T>): Promise<T> {
    if (isBusy) throw new Error('one call at a time');
    isBusy = true;
    await setImmediate();
    const value = await call();
    await setImmediate();
    ({ stepsDone, measured } = trainer);
    isBusy = false;
    return value;
  }
  return {
    engine: trainer.engine,
    get stepsDone() {
      return stepsDone;
    },
    get measured() {
      return measured;
    },
    run: (steps, limit) => later(() => trainer.run(steps, limit)),
    evaluate: evaluate && (() => later(evaluate)),
    dispose: () => trainer.dispose(),
  };
}
