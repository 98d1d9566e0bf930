/** What a fair comparison says in words. */
import { trainsOnData } from '../experiment/modelProblem.ts';
import { formatCount, formatSetting } from '../format.ts';
import type { ComparedProblem } from './comparedProblem.ts';
import type { ComparisonPhase, EntrantVerdict } from './comparisonSheet.ts';
import type { ComparisonSpec } from './comparisonSpec.ts';
import { type ComparisonState, freshSeeds } from './comparisonState.ts';
import type { Judging } from './judging.ts';
import { profileNotes } from './profileScores.ts';
import { mostExtensions } from './trials.ts';
import type { Tuning } from './tuning.ts';
import { confidenceOf } from './verdicts.ts';

export function comparisonTitle({ experiment, problems }: ComparisonSpec): string {
  if (experiment.title !== undefined) return `Fair comparison · ${experiment.title}`;
  const [first] = problems;
  return `Fair comparison · ${problems.length > 1 ? `${problems.length} problems` : (first?.name ?? '')}`;
}

/** `10 epochs · 7 trials each on 3 seeds · judged on 10 fresh seeds` */
export function budgetWords({ spec, looks }: ComparisonState): string {
  const seeds = looks.at(-1) ?? spec.seeds;
  return [
    counted(spec.length, spec.lengthUnit),
    `${counted(spec.trials, 'trial')} each on ${counted(spec.tuningSeeds.length, 'seed')}`,
    `judged on ${counted(seeds, 'fresh seed')}`,
  ].join(' · ');
}

export function headlineOf(
  spec: ComparisonSpec,
  phase: ComparisonPhase,
  { tunings, judging }: { readonly tunings: readonly Tuning[]; readonly judging: Judging },
): string {
  if (judging.verdicts) return `${findingOf(spec, judging)}${edgesOf(spec, tunings)}`;
  if (phase === 'stopped') return 'Stopped: nothing is established yet.';
  if (tunings.every(({ isDone }) => isDone)) {
    if (tunings.every(({ best }) => best === null)) return 'Every trial of every optimizer has diverged.';
    return spec.lengthUnit === 'epoch'
      ? 'Tuned. The best trial of each is run on fresh seeds, and judged on rows that tuning never saw.'
      : 'Tuned. The best trial of each is run on fresh seeds, from starts that tuning never saw.';
  }
  const added = tunings.flatMap(({ extensions, isDone, trials }, entrant) =>
    extensions > 0 && !isDone && trials.some(({ trial }) => trial.isAdded) ? [nameOf(spec, entrant)] : [],
  );
  return added.length > 0
    ? `The best rate of ${listed(added)} is at the edge of those tried: 2 more are added.`
    : 'Tuning: each optimizer gets the same number of trials.';
}

function findingOf(spec: ComparisonSpec, { verdicts, runs }: Judging): string {
  const { best, differences } = verdicts ?? { best: null, differences: [] };
  if (best === null) return 'No optimizer has a result: every run has diverged, or missed the target.';
  const winner = nameOf(spec, best);
  const failed = namesWhere(
    spec,
    (entrant) => !runs[entrant]?.some((run) => Number.isFinite(run?.score?.value)),
  );
  const open = namesWhere(
    spec,
    (entrant) =>
      differences[entrant]?.verdict === 'not established' && !failed.includes(nameOf(spec, entrant)),
  );
  const worse = namesWhere(
    spec,
    (entrant) => differences[entrant]?.verdict === 'worse' && !failed.includes(nameOf(spec, entrant)),
  );
  const ofFailed =
    failed.length > 0 ? ` ${listed(failed)} ${failed.length === 1 ? 'has' : 'have'} no result.` : '';
  const are = (names: readonly string[]) => (names.length === 1 ? 'is' : 'are');
  if (open.length === 0)
    return worse.length === 0
      ? `${winner} is the only one with a result.${ofFailed}`
      : `${winner} wins: ${listed(worse)} ${are(worse)} worse on fresh seeds.${ofFailed}`;
  if (worse.length === 0)
    return `Not established: ${winner} comes first, but ${listed(open)} may be as good within seed noise.${ofFailed}`;
  return `${winner} comes first; that ${listed(open)} ${are(open)} worse is not established. ${listed(worse)} ${are(worse)} worse.${ofFailed}`;
}

function edgesOf(spec: ComparisonSpec, tunings: readonly Tuning[]): string {
  const at = namesWhere(spec, (entrant) => (tunings[entrant]?.edge ?? null) !== null);
  if (at.length === 0) return '';
  return at.length === 1
    ? ` The best rate of ${at[0]} is still at the edge of those tried: it may improve.`
    : ` The best rates of ${listed(at)} are still at the edge of those tried: they may improve.`;
}

/** `Worse; at the edge of its rates, may improve` */
export function entrantWords(
  { entrants }: ComparisonSpec,
  verdict: EntrantVerdict,
  { edge, isDone, best }: Tuning,
  moreSeeds: number | null,
): string {
  const words = [verdictWords(verdict, entrants.length, moreSeeds)];
  if (isDone && edge !== null) words.push(`at the ${edge} rate tried, may improve`);
  if (isDone && best === null) words.push('every trial diverged');
  return words.filter(Boolean).join('; ');
}

function verdictWords(verdict: EntrantVerdict, count: number, moreSeeds: number | null): string {
  switch (verdict) {
    case 'best':
      return `Best of the ${numberWord(count)}`;
    case 'worse':
      return 'Worse';
    case 'not established':
      if (moreSeeds === null || !Number.isFinite(moreSeeds)) return 'Not established';
      return `Not established; about ${formatCount(moreSeeds)} more ${moreSeeds === 1 ? 'seed' : 'seeds'} would tell`;
    case 'failed':
      return 'No result: all runs diverged, or missed the target';
    case 'open':
      return '';
  }
}

/** @param needed Seeds that would tell, of each that isn't established. @param most That are offered. */
export function notesOf(state: ComparisonState, needed: readonly number[], most: number): string[] {
  const { spec, looks } = state;
  const { entrants, problems } = spec;
  const pairs = (entrants.length * (entrants.length - 1)) / 2;
  const level = `${formatSetting(Number((100 * confidenceOf(entrants.length, looks.length - 1)).toPrecision(4)))} %`;
  const notes = [
    `Each optimizer gets ${spec.trials} trials and ${lengthWords(spec)}${rateWords(spec)}; all have the same ${spec.lengthUnit === 'epoch' ? 'first weights and batches' : 'start'} on each seed. A best rate at the edge of those tried adds two, ${mostExtensions} times at most.`,
    ...twoGradients(spec),
    ...problems.map((problem) => chanceWords(problem, problems.length > 1)),
    `Fresh seeds: ${freshSeeds(state)[0]} to ${freshSeeds(state).at(-1)}. Differences to the best are paired by seed; “worse” needs an interval (${level}, BCa bootstrap) above 0 and an exact sign-flip test, so that ${pairs === 1 ? 'the pair keeps' : `all ${pairs} pairs together keep`} 95 %${looks.length > 1 ? ` over ${looks.length} looks` : ', also if more seeds are asked for'}.`,
    ...profileNotes(spec),
    ...spec.notes,
  ];
  if (needed.some((more) => more > most))
    notes.push(
      `More than ${most} seeds would be needed for what is open: a difference so small hardly matters.`,
    );
  return notes;
}

function rateWords({ entrants }: ComparisonSpec): string {
  const isOwn = entrants.every(({ space }) => space.rates === null && space.rateAxis === null);
  const others = new Set(entrants.flatMap(({ space }) => space.others.map(({ axis }) => axis.setting)));
  const what = others.size > 0 ? `, quasi-random in lr and ${listed([...others])}` : '';
  return isOwn ? `${what}, with rates around the default of its rule` : what;
}

/** `10 epochs of gradients`, `500 gradients`. */
function lengthWords({ length, lengthUnit }: ComparisonSpec): string {
  return lengthUnit === 'epoch' ? `${counted(length, 'epoch')} of gradients` : counted(length, 'gradient');
}

/** What keeps tuning and judging apart. */
function chanceWords({ name, problem, rows }: ComparedProblem, isNamed: boolean): string {
  if (trainsOnData(problem))
    return `${isNamed ? `${name}: t` : 'T'}rained on ${formatCount(rows.training)} rows, tuned on ${formatCount(rows.validation)} others, judged on ${formatCount(rows.test)} that tuning never saw.`;
  const [x, y] = [problem.start_range?.x ?? [], problem.start_range?.y ?? []].map((ends) =>
    ends.map(formatSetting).join(' to '),
  );
  return `${isNamed ? `${name}: e` : 'E'}ach seed starts at a point of its own, drawn uniformly from x ${x} and y ${y}; the fresh ones are judged from starts that tuning never saw.`;
}

function twoGradients({ entrants, length, lengthUnit, judge }: ComparisonSpec): string[] {
  const names = entrants.filter(({ gradientsPerStep }) => gradientsPerStep === 2);
  if (names.length === 0) return [];
  const [first] = names;
  const isCounted = judge === 'steps' || judge === 'samples';
  return [
    `${listed(names.map(({ name }) => name))} ${names.length === 1 ? 'takes' : 'take'} two gradients a step, and so ${first?.length} of the ${counted(length, lengthUnit)}${isCounted ? `; of its ${judge} each counts twice` : ''}.`,
  ];
}

function namesWhere({ entrants }: ComparisonSpec, isOne: (entrant: number) => boolean): string[] {
  return entrants.flatMap(({ name }, entrant) => (isOne(entrant) ? [name] : []));
}

function nameOf({ entrants }: ComparisonSpec, entrant: number): string {
  return entrants[entrant]?.name ?? '';
}

/** `A`, `A and B`, `A, B and C`. */
function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}

function numberWord(count: number): string {
  return ['none', 'one', 'two', 'three', 'four', 'five', 'six'][count] ?? formatCount(count);
}
