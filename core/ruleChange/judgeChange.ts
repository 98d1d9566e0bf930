/** What came of a change of rules: both versions by their runs of the same seeds. */
import { scoreOf } from '../compare/score.ts';
import type { DataShape } from '../experiment/dataShape.ts';
import { optimizerNames } from '../experiment/describe.ts';
import { everyRun } from '../experiment/expand.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Experiment } from '../experiment/schema.ts';
import { evaluatedRows } from '../experiment/splitOf.ts';
import { type Difference, differenceOf } from '../fairComparison/verdicts.ts';
import type { Race } from '../race/race.ts';
import { tellingApart } from '../race/tellingApart.ts';
import { type Middle, middleOf } from '../statistics/quantile.ts';
import type { RuleVersions } from './ruleVersions.ts';

/** Of the new version. `same`: all runs came to the same number, to the last bit. */
export type ChangeVerdict = 'better' | 'worse' | 'same' | 'not established';

/** One rule with one choice of settings. */
export interface ChangeRow {
  /** Of the file. */
  readonly path: string;
  /** The display name that it has now. */
  readonly name: string;
  /** What tells it from other rows of the rule: `lr 0.01`. */
  readonly settings: string;
  readonly base: Middle & { readonly diverged: number };
  readonly head: Middle & { readonly diverged: number };
  /** Of the scores, head - base: above 0 the new version is worse. */
  readonly difference: Difference;
  readonly verdict: ChangeVerdict;
}

export interface JudgedChange {
  /** `worse` where one row is, else `better` where one is. */
  readonly verdict: ChangeVerdict;
  /** What is judged: `final validation loss`. */
  readonly judged: string;
  /** Of each row, so that all together have the 95 % that one would have. */
  readonly confidence: number;
  readonly rows: readonly ChangeRow[];
}

/** How often anybody is told that a change made a difference that made none. */
const error = 0.05;

/** @param race Of the experiment, over. */
export function judgeChange(
  experiment: Experiment,
  changed: readonly RuleVersions[],
  race: Pick<Race, 'runs'>,
  shape: DataShape | undefined,
): JudgedChange {
  const groups = changed.flatMap((versions) => groupsOf(experiment, versions, shape));
  const confidence = 1 - error / groups.length;
  const runs = new Map(race.runs.map((run) => [run.spec.id, run]));
  const nameOf = optimizerNames(changed.map(({ head }) => head));
  const kind = evaluatedRows(experiment.problem) === null ? 'final' : 'evaluated';
  const scoresOf = (specs: readonly RunSpec[]) =>
    specs.map(({ id }) => {
      const record = runs.get(id)?.record;
      if (!record) throw new RangeError(`run = ${id} — expected one of the race`);
      const losses = { length: 0, at: () => Number.NaN, stepOf: () => 0 };
      const score = scoreOf({ state: record.state, evaluations: record.evaluations, losses }, kind, null);
      return Number.isNaN(score) ? Number.POSITIVE_INFINITY : score;
    });
  const settingsOf = tellingApart(groups.map(({ spec }) => spec));
  const rows = groups.map(({ path, head, spec, base, now }): ChangeRow => {
    const [before, after] = [scoresOf(base), scoresOf(now)];
    const difference = differenceOf(before, after, { confidence }, confidence);
    const isSame = before.every((score, seed) => score === after[seed]);
    return {
      ...{ path, name: nameOf(head), settings: settingsOf(spec) },
      ...{ base: summaryOf(before), head: summaryOf(after), difference },
      verdict: isSame ? 'same' : difference.verdict,
    };
  });
  const rowsJudged = evaluatedRows(experiment.problem);
  return {
    verdict: verdictOf(rows.map(({ verdict }) => verdict)),
    judged: rowsJudged === null ? 'final loss' : `final ${rowsJudged} loss`,
    confidence,
    rows,
  };
}

interface Group {
  readonly path: string;
  readonly head: RuleVersions['head'];
  /** What its runs have alike. */
  readonly spec: RunSpec;
  /** By seed. */
  readonly base: readonly RunSpec[];
  readonly now: readonly RunSpec[];
}

/** Both versions expand into the same settings in the same order, whatever their defaults are. */
function groupsOf(
  experiment: Experiment,
  { path, base, head }: RuleVersions,
  shape: DataShape | undefined,
): Group[] {
  const [before, after] = [base, head].map((choice) => [
    ...everyRun({ ...experiment, optimizers: [choice] }, shape),
  ]);
  if (!before || !after || before.length !== after.length)
    throw new RangeError(`${path} — expected as many runs of one version as of the other`);
  const seeds = new Set(after.map(({ seed }) => seed)).size;
  const groups: Group[] = [];
  for (let first = 0; first < after.length; first += seeds) {
    const [spec] = after.slice(first);
    if (!spec) continue;
    const [base, now] = [before, after].map((specs) => specs.slice(first, first + seeds));
    groups.push({ path, head, spec: { ...spec, seed: null }, base: base ?? [], now: now ?? [] });
  }
  return groups;
}

function summaryOf(scores: readonly number[]): ChangeRow['base'] {
  return { ...middleOf(scores), diverged: scores.filter((score) => !Number.isFinite(score)).length };
}

function verdictOf(rows: readonly ChangeVerdict[]): ChangeVerdict {
  for (const verdict of ['worse', 'better'] as const) if (rows.includes(verdict)) return verdict;
  return rows.every((row) => row === 'same') ? 'same' : 'not established';
}
