/**
 * What VS Code calls inside its extension host: runs every `*.test.js` beside this file with mocha, or those whose names
 * have HOST_TEST_ONLY in them. The script that opened VS Code reads the counts and what failed from the file named in HOST_TEST_RESULTS.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  // mocha is an ES module; the bundle, which VS Code requires, is not.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, color: false, forbidOnly: true });
  const { HOST_TEST_ONLY: only = '' } = process.env;
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.js') && name.includes(only));
  for (const name of files.sort()) {
    const file = path.join(__dirname, name);
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    require(file);
  }
  const failures: string[] = [];
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run((count) => {
      writeCounts(runner.stats, failures);
      resolve(count);
    });
    runner.on('fail', (test, { stack, message }: Error) => {
      failures.push(`${test.fullTitle()}\n${stack ?? message}`);
    });
  });
  if (failed > 0) throw new Error(`${failed} tests failed inside the extension host.`);
}

function writeCounts(stats: Mocha.Stats | undefined, failures: readonly string[]): void {
  const { HOST_TEST_RESULTS: file } = process.env;
  if (!file || !stats) return;
  const { passes, failures: failed, pending } = stats;
  writeFileSync(file, JSON.stringify({ passed: passes, failed, skipped: pending, failures }));
}
