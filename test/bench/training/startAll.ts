import { type Contestant, type Program, startContestant } from './contestant.ts';
import { describeInfo } from './report.ts';

/**
 * Those that can be started; says of each what it is or how to install it.
 * @throws {Error} if one doesn't start that nothing has to be installed for.
 */
export async function startAll(
  programs: readonly Program[],
  say: (line: string) => void,
): Promise<readonly Contestant[]> {
  const width = Math.max(...programs.map(({ name }) => name.length));
  const contestants: Contestant[] = [];
  // One after the other, since those on the engine build it.
  for (const program of programs) {
    const contestant = await startOrAdvise(program);
    const isThere = typeof contestant === 'object';
    if (isThere) contestants.push(contestant);
    say(`  ${program.name.padEnd(width)}  ${isThere ? describeInfo(contestant.info) : contestant}`);
  }
  return contestants;
}

async function startOrAdvise(program: Program): Promise<Contestant | string> {
  try {
    return await startContestant(program);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!program.install) throw new Error(`${program.name} does not start: ${reason}`);
    return `left out (${reason}); to have it: ${program.install}`;
  }
}
