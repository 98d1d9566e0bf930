/** Logs as races that are open, read from texts. */
import type { LoggedFacts } from '../../../core/log/logNews.ts';
import { LogReport } from '../../../core/log/logNews.ts';
import { createLogRace, notesOfLog, runsOfLog } from '../../../core/log/logRace.ts';
import type { LogRace } from '../../../core/race/race.ts';
import { readLogOf } from './logTools.ts';

export function logRaceOf(text: string, { name = 'train.csv', isGrowing = true } = {}): LogRace {
  const race = createLogRace(`log-${name.replace(/\W/g, '-')}`, { place: `/workspace/${name}`, name });
  const { runs, remarks } = new LogReport({}).news(readLogOf(text), {
    isGrowing,
    fault: null,
    isWhole: true,
  });
  const facts: LoggedFacts[] = runs.flatMap((run) => run.facts ?? []);
  race.runs = runsOfLog(race, facts, new Set());
  race.notes = notesOfLog(null, remarks, facts);
  for (const [number, { pieces }] of runs.entries())
    for (const piece of pieces) race.runs[number]?.record.append(piece);
  race.phase = isGrowing ? 'running' : 'ended';
  return race;
}
