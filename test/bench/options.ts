/** The command line of `npm run bench`. */
import { parseArgs } from 'node:util';

export const usage = `npm run bench -- [words] [options]

Words select what is measured: all whose names have all of them, such as kernels, training, or mnist Adam.

  --check              only compare the first losses of all contestants
  --rounds n           turns that each contestant gets at a workload; default 9
  --modules folder     a node_modules folder with @tensorflow/tfjs, @tensorflow/tfjs-backend-wasm, @jax-js/jax
  --threads n          engine and PyTorch a second time, with n threads
  --peer name=command  another program that speaks the protocol of test/bench/peer/serve.ts; may be repeated
  --json file          writes all times down
  --markdown           prints the results as docs/performance.md has them

PYTHON names a Python with PyTorch and NumPy; default python3.`;

export interface Options {
  readonly words: readonly string[];
  readonly check: boolean;
  readonly rounds: number;
  readonly modules: string;
  readonly threads: number;
  readonly peers: readonly string[];
  readonly json: string | null;
  readonly markdown: boolean;
}

/** The command line asks for what there isn't. */
export class UsageError extends Error {}

const definitions = {
  help: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  markdown: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '9' },
  modules: { type: 'string', default: 'node_modules' },
  threads: { type: 'string', default: '1' },
  peer: { type: 'string', multiple: true },
  json: { type: 'string' },
} as const;

/**
 * @returns null where help is asked for.
 * @throws {UsageError} if there is no such option, or a number is none.
 */
export function parseOptions(args: readonly string[]): Options | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  return {
    words: positionals,
    check: values.check,
    rounds: wholeNumber('rounds', values.rounds),
    modules: values.modules,
    threads: wholeNumber('threads', values.threads),
    peers: values.peer ?? [],
    json: values.json ?? null,
    markdown: values.markdown,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: definitions });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @throws {UsageError} if it is none, or below 1. */
export function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new UsageError(`--${name} ${text} — expected a whole number >= 1`);
  return value;
}

/** Whether a name has all words, in capitals or not. */
export function matches(name: string, words: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return words.every((word) => lower.includes(word.toLowerCase()));
}
