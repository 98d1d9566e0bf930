/** What came of a change of rules, in words. */
import { formatCount, formatNumber, formatSetting } from '../format.ts';
import type { ChangeRow, ChangeVerdict, JudgedChange } from './judgeChange.ts';
import type { RuleChange } from './ruleVersions.ts';

/** The verdict as a heading says it, after the name of the program. */
export const verdictHeads: Readonly<Record<ChangeVerdict, string>> = {
  worse: 'worse',
  better: 'better',
  same: 'no difference',
  'not established': 'no difference established',
};

/** One sentence, or two: `Worse: the final loss is higher by 0.0123 (0.004 to 0.02) with Mine, lr 0.01.` */
export function headlineOf({ verdict, judged, rows }: JudgedChange): string {
  const of = (kind: ChangeVerdict) => rows.filter((row) => row.verdict === kind);
  switch (verdict) {
    case 'same':
      return 'No difference: all runs came to the same numbers, to the last bit.';
    case 'not established':
      return `No difference of the ${judged} is established. ${openWords(rows)}`.trim();
    case 'better':
      return `Better: ${listed(of('better'), judged)}.`;
    case 'worse': {
      const better = of('better');
      const others = better.length > 0 ? ` Better: ${listed(better, judged)}.` : '';
      return `Worse: ${listed(of('worse'), judged)}.${others}`;
    }
  }
}

/** `Mine, lr 0.01` */
export function rowName({ name, settings }: Pick<ChangeRow, 'name' | 'settings'>): string {
  return settings === '' ? name : `${name}, ${settings}`;
}

/** `98.3 %` */
export function levelText(confidence: number): string {
  return `${formatSetting(Number((100 * confidence).toPrecision(4)))} %`;
}

export function verdictText({ verdict, difference }: ChangeRow): string {
  switch (verdict) {
    case 'better':
      return 'Better';
    case 'worse':
      return 'Worse';
    case 'same':
      return 'The same to the last bit';
    case 'not established':
      return ['Not established', seedsText(difference.morePairs)].filter(Boolean).join('; ');
  }
}

/** What there is to say of rules that weren't run. */
export function leftOutWords(
  { unchanged, notCompared }: Pick<RuleChange, 'unchanged' | 'notCompared'>,
  base: string,
): string[] {
  return [
    ...unchanged.map((path) => `${path} computes what it does in ${base}.`),
    ...notCompared.map(({ path, why }) => `${path} ${why}.`),
  ];
}

/** More are counted. */
const mostListed = 3;

function listed(rows: readonly ChangeRow[], judged: string): string {
  const more = rows.length - mostListed;
  const told = rows.slice(0, mostListed).map((row) => `${rowName(row)}, ${changeText(row, judged)}`);
  return [...told, ...(more > 0 ? [`and ${formatCount(more)} more`] : [])].join('; ');
}

function changeText({ difference, base, head }: ChangeRow, judged: string): string {
  if (difference.isBySign)
    return `where ${diverged(base.diverged)} before and ${diverged(head.diverged)} now`;
  const { mean, low, high } = difference;
  const [from, to] = mean > 0 ? [low, high] : [-high, -low];
  return `whose ${judged} is ${mean > 0 ? 'higher' : 'lower'} by ${formatNumber(Math.abs(mean))} (${formatNumber(from)} to ${formatNumber(to)})`;
}

function diverged(count: number): string {
  return count === 1 ? '1 run diverged' : `${count === 0 ? 'no' : formatCount(count)} runs diverged`;
}

/** How much would tell. */
function openWords(rows: readonly ChangeRow[]): string {
  const open = rows.filter(({ verdict }) => verdict === 'not established');
  if (open.every(({ difference }) => difference.pairs === 1))
    return 'All seeds are the same run, and one pair tells of no spread: give the problem a start_range, so that each seed starts elsewhere.';
  const needed = open.map(({ difference }) => difference.morePairs).filter(Number.isFinite);
  const text = needed.length > 0 ? seedsText(Math.max(...needed)) : '';
  return text === '' ? '' : `At this spread ${text}, if there is one.`;
}

function seedsText(more: number): string {
  if (!Number.isFinite(more) || more <= 0) return '';
  return `about ${formatCount(more)} more ${more === 1 ? 'seed' : 'seeds'} would tell`;
}
