/** What the report of a race gives its page: what the extension would, with as many points as a file to send has room for. */
import { formatCount } from '../../../core/format.ts';
import type { RaceReport } from '../../../core/protocol/report.ts';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { encodeMeasured } from '../../../core/race/numbers.ts';
import type { Race } from '../../../core/race/race.ts';
import type { RecordPiece, RunRecord } from '../../../core/race/runRecord.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { thinnedPiece } from '../../../core/race/thinnedPiece.ts';

/** Of a run: more than a screen is wide, so that there is something to zoom into. */
const mostPointsOfRun = 4000;
/** Of all: with step, loss, mean and position at most 6.4 MB of base64. */
const mostPoints = 120_000;
/** A curve of fewer has no shape. */
const leastPointsOfRun = 16;

export function raceReport(race: Race): RaceReport {
  const most = Math.max(
    leastPointsOfRun,
    Math.min(mostPointsOfRun, Math.floor(mostPoints / race.runs.length)),
  );
  const { runs, notes, record, ...view } = viewShown(wholeRace(race));
  const isThinned = race.runs.some(
    ({ record, before }) => record.length > most || (before?.length ?? 0) > most,
  );
  const report = {
    ...view,
    record: isThinned && record === 'steps' ? 'thinned' : record,
    notes: isThinned ? [...notes, thinnedNote(most)] : notes,
    runs: runs.map(({ spec, record: _, before: __, ...run }, number) => {
      const { record, before } = race.runs[number] ?? {};
      return {
        ...run,
        // Where the file of a rule is, is nobody else's business.
        spec: spec.rule ? { ...spec, rule: { ...spec.rule, place: spec.optimizer } } : spec,
        ...(record && { record: textOf(record, most) }),
        ...(before && { before: textOf(before, most) }),
      };
    }),
  };
  return encodeMeasured(report) as RaceReport;
}

function thinnedNote(most: number): string {
  return `Curves of more than ${formatCount(most)} points are drawn from so many, which keep their shape: the first ones, and of equal stretches after them the lowest and the highest loss. The table is of all steps.`;
}

function textOf(record: RunRecord, most: number) {
  const piece = thinnedPiece(record, most);
  const points = Object.entries(piece.points).map(([quantity, numbers]) => [quantity, base64Of(numbers)]);
  return {
    ...piece,
    points: Object.fromEntries(points) as Readonly<Record<keyof RecordPiece['points'], string>>,
  };
}

/** The lowest byte of each number first, on any machine. */
function base64Of(numbers: Float64Array): string {
  const bytes = Buffer.alloc(8 * numbers.length);
  for (const [index, each] of numbers.entries()) bytes.writeDoubleLE(each, 8 * index);
  return bytes.toString('base64');
}
