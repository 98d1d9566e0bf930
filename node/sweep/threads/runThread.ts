/** The program of a thread that stays open and computes one run after the other. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createRunner } from '../../../core/engine/createRunner.ts';
import type { Engine } from '../../../core/engine/engine.ts';
import { enginesOf } from '../../../core/engine/engines.ts';
import type { Runner } from '../../../core/engine/runner.ts';
import { splitOf } from '../../../core/experiment/splitOf.ts';
import type { OwnRule } from '../../../core/optimizers/ownRule.ts';
import type { PreparedDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { encodeRun } from '../../../core/race/runFile.ts';
import { stableText } from '../../../core/stableText.ts';
import { failureOf } from '../../../threads/race/outOfMemory.ts';
import { loadDataset } from '../../data/loadDataset.ts';
import { loadKernels } from '../../threads/loadKernels.ts';
import { LastUsed } from '../lastUsed.ts';
import type { FromRunThread, RunTask, RunThreadInput, ToRunThread } from './runMessages.ts';

/** Milliseconds of computing in one go: the longest that a message waits, but for a step that takes longer. */
const slice = 50;
/** Milliseconds between two messages on how far a run is. */
const tick = 250;

const now = () => performance.now();

class RunThread {
  readonly #port: MessagePort;
  readonly #input: RunThreadInput;
  readonly #engines: Promise<readonly Engine[]>;
  readonly #datasets = new LastUsed<Promise<PreparedDataset>>(2);
  /** The same object for the same text: what is known of a rule is kept by that. */
  readonly #rules = new LastUsed<OwnRule>(16);
  #isCancelled = false;

  constructor(port: MessagePort, input: RunThreadInput) {
    this.#port = port;
    this.#input = input;
    this.#engines = loadKernels(input.kernels).then((kernels) => enginesOf({ kernels }));
  }

  receive(message: ToRunThread): void {
    if (message.type === 'cancel') this.#isCancelled = true;
    else void this.#answer(message.task);
  }

  async #answer(task: RunTask): Promise<void> {
    this.#isCancelled = false;
    try {
      const runner = await this.#runnerOf(task);
      const isWhole = await this.#advance(runner);
      if (!isWhole) return this.#post({ type: 'cancelled' });
      const bytes = encodeRun(task.key, runner.takePiece());
      this.#post({ type: 'done', bytes }, [bytes.buffer]);
    } catch (error) {
      this.#post({ type: 'failed', message: failureOf(error) });
    }
  }

  async #runnerOf({ spec, recording, data }: RunTask): Promise<Runner> {
    const engines = await this.#engines;
    return createRunner(this.#withKnownRule(spec), data ?? (await this.#shippedData(spec)), {
      engines,
      recording,
      now,
    });
  }

  /** Says whether it has come to its end. */
  async #advance(runner: Runner): Promise<boolean> {
    let told = now();
    try {
      while (!runner.ended && !this.#isCancelled) {
        await runner.advance(runner.spec.steps, now() + slice);
        if (runner.ended) break;
        if (now() - told >= tick) {
          told = now();
          this.#post({ type: 'progress', share: runner.stepsDone / Math.max(1, runner.spec.steps) });
        }
        await nextTurn();
      }
    } catch (error) {
      runner.dispose();
      throw error;
    }
    if (!runner.ended) runner.dispose();
    return runner.ended;
  }

  #withKnownRule(spec: RunTask['spec']): RunTask['spec'] {
    const { rule } = spec;
    return rule ? { ...spec, rule: this.#rules.get(rule.text ?? '', () => rule) } : spec;
  }

  async #shippedData({ problem }: RunTask['spec']): Promise<PreparedDataset | null> {
    if (!('data' in problem)) return null;
    const split = splitOf(problem);
    const { data } = problem;
    return this.#datasets.get(stableText({ data, split }), () => loadDataset(data, this.#input.data, split));
  }

  #post(message: FromRunThread, buffers: readonly ArrayBuffer[] = []): void {
    this.#port.postMessage(message, buffers);
  }
}

if (parentPort) {
  const thread = new RunThread(parentPort, workerData as RunThreadInput);
  parentPort.on('message', (message: ToRunThread) => thread.receive(message));
}
