/** A command of the command line, as it stands in the sources. */
import { importBundled } from './importBundled.mjs';
import { inRoot } from './paths.mjs';

/** Sets the exit code. @param {string[]} args */
export async function callCli(...args) {
  const { runCli } = await importBundled('node/cli/runCli.ts');
  const { terminalOf } = await importBundled('node/cli/terminal.ts');
  process.exitCode = await runCli(args, {
    terminal: terminalOf(process),
    // Those that need threads are built for them: `npm run build` writes dist/cli.
    shipped: { data: inRoot('core', 'problems', 'data') },
    cwd: process.cwd(),
    env: process.env,
    stopSignal: () => new AbortController().signal,
  });
}
