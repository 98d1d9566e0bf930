/** `report`: a race of the library as a page in one file. */
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { findRace } from '../library/findRace.ts';
import { openLibrary } from '../library/openLibrary.ts';
import { raceHtml } from '../report/raceHtml.ts';
import { ReportFile } from '../report/reportFile.ts';
import { UsageError } from '../usageError.ts';

export async function report(asked: Asked, surroundings: Surroundings): Promise<ExitCode> {
  const { cwd, shipped, terminal } = surroundings;
  const file = await ReportFile.of(asked, { option: 'to', command: 'report', cwd, endings: ['.html'] });
  if (file === null)
    throw new UsageError('report — expected --to with the name of a file, such as race.html', 'report');
  const { library, folder } = await openLibrary(asked, surroundings);
  const race = await findRace(asked.operand ?? '', { library, folder, command: 'report' });
  const facts = { source: `race ${race.id}`, findings: [] };
  terminal.out.write(`${await file.write(await raceHtml(race, facts, shipped))}\n`);
  return exitCodes.done;
}
