/** What a deployment tells a worker, read as the program reads it. */

import { commands } from '../../../node/cli/commands.ts';
import { readArguments } from '../../../node/cli/readArguments.ts';

interface WorkerArguments {
  readonly queue: string;
  readonly store: string;
  readonly concurrency: number;
  /** Seconds. */
  readonly grace: number;
}

export function readWorkerArguments(words: readonly string[]): WorkerArguments {
  const [name = '', ...args] = words;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (name !== 'worker' || !command) throw new Error(`${name} — expected worker`);
  const asked = readArguments(name, command, args);
  return {
    queue: asked.text('queue') ?? '',
    store: asked.text('store') ?? '',
    concurrency: Number(asked.text('concurrency')),
    grace: Number(asked.text('grace')),
  };
}
