/** Attempts to save races: what keeps one from it is told once, until another has succeeded. */
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import type { Log } from '../log.ts';
import { savingFault } from './savingFault.ts';

export class SavingAttempts {
  readonly #log: Log;
  readonly #tell: (message: string) => void;
  /** Why the last one failed; null if it didn't. */
  #fault: string | null = null;

  /** @param tell Is told in one sentence what a person should know. */
  constructor(log: Log, tell: (message: string) => void) {
    this.#log = log;
    this.#tell = tell;
  }

  /** Says whether it was done. */
  async try({ id }: Pick<Race, 'id'>, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      if (this.#fault !== null) this.#log.info('races can be saved again');
      this.#fault = null;
      return true;
    } catch (error) {
      this.#log.warn(`race ${id} could not be saved: ${messageOf(error)}`);
      const fault = savingFault(error);
      if (fault !== this.#fault) this.#tell(fault);
      this.#fault = fault;
      return false;
    }
  }
}
