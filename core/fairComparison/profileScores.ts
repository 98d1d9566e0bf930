/** What a performance profile compares of a problem: ratios want numbers whose best is 0, or at least not below. */
import type { JudgeKind } from '../experiment/compare/compareSchema.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import type { ComparedProblem } from './comparedProblem.ts';
import type { ComparisonSpec } from './comparisonSpec.ts';

/** A loss that is nearer to the lowest of its surface is there: ratios of what is left would be of rounding. */
const there = 1e-9;

/** From a median to what is compared, the lower the better; null where nothing can be: the lowest loss isn't known. */
export function profileScoreOf(
  judge: JudgeKind,
  { problem }: Pick<ComparedProblem, 'problem'>,
): ((median: number) => number) | null {
  // The share of wrong answers.
  if (judge === 'accuracy') return (median) => 1 + median;
  if (trainsOnData(problem) || !countsLoss(judge)) return (median) => median;
  // Of a formula minima are looked for in its window, and lower ones may be elsewhere.
  const surface = 'formula' in problem ? undefined : surfaceOf(problem);
  if (!surface || surface.minima.length === 0) return null;
  const lowest = Math.min(...surface.minima.map(([x, y]) => surface.value(x, y)));
  return (median) => Math.max(there, median - lowest);
}

/** What there is to say of that, a sentence each. */
export function profileNotes({ judge, problems }: Pick<ComparisonSpec, 'judge' | 'problems'>): string[] {
  if (problems.length < 2 || !countsLoss(judge)) return [];
  const onSurfaces = problems.filter(({ problem }) => !trainsOnData(problem));
  const unknown = onSurfaces.filter((problem) => profileScoreOf(judge, problem) === null);
  const notes =
    onSurfaces.length > unknown.length
      ? [`In the profile a loss counts by how far it is above the lowest of its surface, ${there} at least.`]
      : [];
  return [
    ...notes,
    ...unknown.map(
      ({ name }) =>
        `${name} is not in the profile: its lowest loss isn’t known. With "judge": "steps" and a target it is.`,
    ),
  ];
}

function countsLoss(judge: JudgeKind): boolean {
  return judge === 'final loss' || judge === 'best loss';
}
