/** A log as runs among ours: what is open, shown and compared. */
import type { LogSpec } from '../experiment/runSpec.ts';
import { looksOf } from '../race/colors.ts';
import type { LogFacts, LogRace, Run } from '../race/race.ts';
import { RunRecord } from '../race/runRecord.ts';
import type { LoggedFacts } from './logNews.ts';

/** Remarks beyond these nobody reads. */
const mostNotes = 4;

/** @param id The same for the same place. */
export function createLogRace(id: string, log: LogFacts): LogRace {
  return {
    ...{ id, log, experiment: null, title: log.name, caption: null, csv: null, rows: undefined },
    ...{ startedAt: Date.now(), notes: [], runs: [], phase: 'running', speed: 'max', threads: 0 },
  };
}

/**
 * The runs of a log by what was found of them. A run has the record that it had.
 * @param anew The names of runs whose records begin anew.
 */
export function runsOfLog(
  { id, log, runs: before }: LogRace,
  facts: readonly LoggedFacts[],
  anew: ReadonlySet<string>,
): Run[] {
  const specs = facts.map((each) => specOf(id, log, each));
  const looks = looksOf(specs.map(({ optimizer }) => optimizer));
  return specs.map((spec, number) => {
    const look = looks[number] ?? { color: 0, variant: 0, home: 0 };
    const { name } = facts[number] ?? { name: '' };
    const known = anew.has(name) ? undefined : before.find((run) => run.spec.id === spec.id);
    return { spec, name: name || log.name, ...look, record: known?.record ?? new RunRecord() };
  });
}

/** What the log says of the run; what it doesn't say is absent, or what changes nothing. */
function specOf(id: string, { name: file }: LogFacts, facts: LoggedFacts): LogSpec {
  const { name, lr, lastStep, stepsPerEpoch } = facts;
  return {
    id: `${id}/${name}`,
    problem: { log: file },
    // No optimizer of ours has such an id, whatever the run is called.
    optimizer: `own/${name || file}`,
    hyperparameters: lr === null ? {} : { lr },
    ...{ schedule: null, batchSize: null, seed: null },
    ...{ steps: Math.max(1, lastStep), stepsPerEpoch, evaluateEvery: 1, stop: {}, engine: 'cpu' },
  };
}

/** What the person should know of the log, a sentence each; of runs that have the same to say, once. */
export function notesOfLog(
  fault: string | null,
  remarks: readonly string[],
  facts: readonly LoggedFacts[],
): string[] {
  const said = [...(fault === null ? [] : [fault]), ...remarks].map(asSentence);
  const all = [...said, ...facts.flatMap((each) => each.remarks)];
  const notes = [...new Set(all)];
  return notes.length <= mostNotes ? notes : notes.slice(0, mostNotes);
}

function asSentence(text: string): string {
  const begun = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return /[.?]$/.test(begun) ? begun : `${begun}.`;
}
