import { expect, test } from 'vitest';
import { createRace } from '../../../../core/race/race.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { watchRace } from '../../../../node/cli/run/watchRace.ts';
import { onValley } from '../sweep/sweepTools.ts';
import { fakeTerminal } from './cliTools.ts';

/** What a terminal of 30 columns has of a race that is left at once. */
async function shown(summary: string, rows = 24): Promise<string[]> {
  const { terminal, written } = fakeTerminal({ isTerminal: true, columns: 30, rows });
  const race = createRace(onValley, { id: 'a', startedAt: 0 });
  const signal = AbortSignal.abort();
  await watchRace(race, {
    ...{ store: new RaceStore(), stream: terminal.out, size: terminal.size, signal },
    summary: () => summary,
  });
  // Drawn at the beginning and at the end.
  return written.out.split('\u001b[0J').at(-1)?.trimEnd().split('\n') ?? [];
}

test('what is said of all runs stands above the table in as many lines as it needs', async () => {
  const lines = await shown('0 of 4 runs (0 %), no worker yet. A worker on pool-3 refused these runs');
  expect(lines.slice(0, 3)).toEqual([
    '0 of 4 runs (0 %), no worker',
    'yet. A worker on pool-3',
    'refused these runs',
  ]);
  expect(lines[3]).toMatch(/^Run /);
  expect(lines).toHaveLength(3 + 1 + 4);
});

test('but no more than six, and the table has what is left of the window', async () => {
  const lines = await shown('words '.repeat(200), 13);
  expect(lines.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'words words words words words'));
  expect(lines[6]).toMatch(/^Run /);
  expect(lines.length).toBeLessThanOrEqual(12);
});
