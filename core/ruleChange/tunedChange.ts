/** Both versions of a rule, each tuned within the same budget and judged on fresh seeds: a fair comparison of the two. */
import type { DataShape } from '../experiment/dataShape.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { ComparisonSheet, SheetProblem } from '../fairComparison/comparisonSheet.ts';
import { type ComparisonSpec, comparisonSpecOf } from '../fairComparison/comparisonSpec.ts';
import { problemText } from '../fairComparison/report.ts';
import { type ChangeFacts, framedReport } from './changeReport.ts';
import type { ChangeVerdict } from './judgeChange.ts';
import type { RuleChange } from './ruleVersions.ts';

/**
 * @param head As the file has it, with the field `compare`.
 * @param seeds Fresh ones to judge on. Default: as that field says.
 * @throws {ExperimentError} if they can't be compared fairly. @throws {RangeError} for more than one changed optimizer.
 */
export function tunedSpecOf(
  { experiment, changed }: RuleChange,
  head: Experiment,
  seeds: number | null,
  shape: DataShape | undefined,
): ComparisonSpec {
  if (!experiment || changed.length !== 1)
    throw new RangeError(
      `${changed.length} changed optimizers — expected one to tune: compare the others without --tune, or in experiments of their own`,
    );
  const { seed, compare } = head;
  const spec = comparisonSpecOf({ ...experiment, seed, ...(compare && { compare }) }, shape);
  return seeds === null ? spec : { ...spec, seeds };
}

/** Over all problems: `worse` where the new version is on one, else `better` where it is on one. */
export function tunedVerdict({ problems }: Pick<ComparisonSheet, 'problems'>): ChangeVerdict {
  const verdicts = problems.map(verdictOn);
  return (['worse', 'better'] as const).find((each) => verdicts.includes(each)) ?? 'not established';
}

/** The versions in the order in which they were compared: as it was, and as it is. */
function verdictOn({ entrants }: SheetProblem): ChangeVerdict {
  const [base, head] = entrants.map(({ verdict }) => verdict === 'worse' || verdict === 'failed');
  if (base === head) return 'not established';
  return head ? 'worse' : 'better';
}

/** As `changeReport`, of versions that were tuned. */
export function tunedReport(facts: ChangeFacts, change: RuleChange, sheet: ComparisonSheet): string {
  const problems = sheet.problems.flatMap((problem) => problemText(sheet, problem));
  // Names are escaped there; GitHub tells people that are mentioned even so.
  const text = [...problems, sheet.notes.map((note) => `- ${note}`).join('\n')].map((part) =>
    part.replaceAll('@', '@\u200b'),
  );
  return framedReport(facts, change, tunedVerdict(sheet), text);
}
