import { fileURLToPath } from 'node:url';
import { CommandFailed } from './processes.mjs';

/**
 * Does a script's work where a person started that script; does nothing where another script imports it.
 * @param {ImportMeta} meta
 * @param {() => void | Promise<void>} work
 */
export async function main(meta, work) {
  if (process.argv[1] !== fileURLToPath(meta.url)) return;
  try {
    await work();
  } catch (error) {
    // What the scripts throw themselves says all in its message; anything else is a mistake in a script.
    const expected = error instanceof CommandFailed || (error instanceof Error && error.name === 'Error');
    console.error(expected ? error.message : error);
    process.exitCode = 1;
  }
}
