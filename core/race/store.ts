/** The one source of truth: the race that is on the screen. Views listen and read; only the scheduler writes. */
import type { Chunk } from './chunk.ts';
import type { Speed } from './phase.ts';
import { allEnded, type Race, type Run } from './race.ts';
import { hasEnded, type RunStatus } from './status.ts';

/** `replaced`: another race, or none. `changed`: the same race went on. */
export type StoreChange = 'replaced' | 'changed';

export class RunStore {
  #race: Race | null = null;
  readonly #listeners = new Set<(change: StoreChange) => void>();

  /** Calls `listener` after each change, until what is returned is disposed of. */
  onDidChange(listener: (change: StoreChange) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  get race(): Race | null {
    return this.#race;
  }

  replace(race: Race): void {
    this.#race = race;
    this.#tell('replaced');
  }

  /** Adds what the engine recorded. Chunks of another race or of an ended run come too late and are dropped. */
  append(raceId: string, chunks: readonly Chunk[]): void {
    const race = this.#race;
    if (race?.id !== raceId) return;
    for (const chunk of chunks) {
      const run = race.runs.find((each) => each.spec.id === chunk.run);
      if (run && !hasEnded(run.status)) appendChunk(run, chunk);
    }
    if (allEnded(race)) race.phase = 'ended';
    this.#tell('changed');
  }

  /** Gives all runs that have not ended the same end. */
  endAll(status: RunStatus): void {
    this.endRuns(this.#race?.runs ?? [], status);
  }

  endRuns(runs: readonly Run[], status: RunStatus): void {
    const race = this.#race;
    if (!race) return;
    for (const run of runs) if (!hasEnded(run.status)) run.status = status;
    if (allEnded(race)) race.phase = 'ended';
    this.#tell('changed');
  }

  setPaused(paused: boolean): void {
    const race = this.#race;
    if (!race || race.phase === 'ended') return;
    race.phase = paused ? 'paused' : 'running';
    this.#tell('changed');
  }

  setSpeed(speed: Speed): void {
    if (!this.#race) return;
    this.#race.speed = speed;
    this.#tell('changed');
  }

  dispose(): void {
    this.#listeners.clear();
  }

  #tell(change: StoreChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}

/** A run that is computed again repeats what it has recorded, number for number: that is left out. */
function appendChunk(run: Run, chunk: Chunk): void {
  const recorded = run.losses.length;
  const known = recorded - chunk.firstStep;
  if (known < 0) {
    const message = `step ${chunk.firstStep} was recorded — expected step ${run.losses.length}`;
    run.status = { kind: 'failed', message };
    return;
  }
  run.losses.append(chunk.losses.subarray(known));
  if (chunk.path) run.path?.append(chunk.path.subarray(2 * known));
  run.evaluations.push(...chunk.evaluations.filter(({ step }) => step >= recorded));
  run.status = chunk.status;
  run.engine = chunk.engine;
  run.stepsPerSecond = chunk.stepsPerSecond;
}
