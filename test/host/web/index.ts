/**
 * What VS Code calls inside a browser's extension host: runs the host tests that need no Node, and says which it leaves out
 * and why. What came of them is a line on the console, since that host has no files.
 */
import { leftOut, loadWebTests, needNode } from './files.ts';

declare const HOST_TEST_ONLY: string;

interface BrowserMocha {
  setup(options: object): void;
  /** Runs those whose titles match; inverted, all others. */
  grep(titles: RegExp): { invert(): void };
  run(done: (failures: number) => void): Mocha.Runner;
}

export async function run(): Promise<void> {
  // Loaded with this file, its exports would take the place of ours.
  await import('mocha/mocha.js' as string);
  const { mocha } = globalThis as unknown as { readonly mocha: BrowserMocha };
  mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: 60_000, color: false });
  mocha.grep(leftOut.tests).invert();
  console.log(`SKIPPED ${leftOut.tests}: ${leftOut.reason}`);
  for (const [name, reason] of Object.entries(needNode)) console.log(`SKIPPED ${name}: ${reason}`);
  for (const [name, load] of Object.entries(loadWebTests))
    if (HOST_TEST_ONLY.split(',').some((word) => name.includes(word))) await load();
  const failures: string[] = [];
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run((count) => {
      const { passes = 0, pending = 0, failures: failed = 0 } = runner.stats ?? {};
      console.log(`RESULT ${JSON.stringify({ passed: passes, failed, skipped: pending, failures })}`);
      resolve(count);
    });
    runner.on('fail', (test, { stack, message }: Error) => {
      failures.push(`${test.fullTitle()}\n${message}\n${stack ?? ''}`);
    });
  });
  if (failed > 0) throw new Error(`${failed} tests failed inside the extension host.`);
}
