/**
 * What came of a change of rules as Markdown, for a comment that a robot writes. Names are those of whoever opened the pull request:
 * they stand as code, in which nothing is a link, an image or a mention.
 */
import { formatNumber } from '../format.ts';
import { textHash } from '../textHash.ts';
import { headlineOf, leftOutWords, levelText, rowName, verdictHeads, verdictText } from './changeWords.ts';
import type { ChangeRow, ChangeVerdict, JudgedChange } from './judgeChange.ts';
import type { RuleChange } from './ruleVersions.ts';

/** What is compared. */
export interface ChangeFacts {
  /** Path of the experiment. */
  readonly file: string;
  /** What the experiment is on: `Digits, 64-32-10 network`. */
  readonly problem: string;
  /** Of the other version: a branch, a commit or a folder. */
  readonly base: string;
  readonly version: string;
}

/** The first line, by which the comment of an earlier push is found. @internal */
export function markerOf({ file }: Pick<ChangeFacts, 'file'>): string {
  return `<!-- optimizer-playground ${textHash(file).slice(0, 16)} -->`;
}

/** @param judged null where nothing was run, since no rule has changed. */
export function changeReport(facts: ChangeFacts, change: RuleChange, judged: JudgedChange | null): string {
  return judged
    ? framedReport(facts, change, judged.verdict, judgedText(facts, judged))
    : framedReport(facts, change, null, [
        'No optimizer of the experiment computes anything else than it did.',
      ]);
}

/** What stands around it. @param text Paragraphs. */
export function framedReport(
  facts: ChangeFacts,
  { unchanged, notCompared }: RuleChange,
  verdict: ChangeVerdict | null,
  text: readonly string[],
): string {
  const { file, base, version } = facts;
  const left = leftOutWords(
    {
      unchanged: unchanged.map(code),
      notCompared: notCompared.map(({ path, why }) => ({ path: code(path), why: plain(why) })),
    },
    code(base),
  );
  return [
    markerOf(facts),
    `### Optimizer Playground: ${verdict ? verdictHeads[verdict] : 'nothing to compare'}`,
    ...text,
    ...(left.length > 0 ? [left.map((line) => `- ${line}`).join('\n')] : []),
    `<sub>${code(file)} with its rules as they are and as they were in ${code(base)} · Optimizer Playground ${version}</sub>`,
  ]
    .join('\n\n')
    .concat('\n');
}

function judgedText({ problem }: ChangeFacts, judged: JudgedChange): string[] {
  const { rows, confidence, judged: what } = judged;
  const names = { ...judged, rows: rows.map((row) => ({ ...row, name: code(rowName(row)), settings: '' })) };
  const [first] = rows;
  const pairs = first?.difference.pairs ?? 0;
  const head = [
    'Optimizer',
    'Before',
    'Now',
    'Difference',
    `${levelText(confidence)} interval`,
    'p',
    'Verdict',
  ];
  const seeds =
    pairs === 1 ? 'once, from the same start' : `on ${pairs} seeds, with the same starts and batches on each`;
  return [
    `**${headlineOf(names)}**`,
    `The ${what} on ${code(problem)}, ${seeds}: medians, and the mean of the differences, above 0 where the new version is worse.`,
    [head, head.map(() => '---'), ...names.rows.map(cellsOf)]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n'),
    `A difference counts where ${rows.length === 1 ? 'its interval' : `the interval of its row`} (BCa bootstrap) leaves out 0 and an exact sign-flip test agrees${rows.length === 1 ? '' : `; all ${rows.length} rows together keep 95 %`}.`,
  ];
}

function cellsOf(row: ChangeRow): string[] {
  const { name, base, head, difference } = row;
  const { isBySign, mean, low, high, p, pairs } = difference;
  const spread = isBySign || !Number.isFinite(low) || row.verdict === 'same';
  return [
    name,
    middleText(base),
    middleText(head),
    isBySign ? 'by sign' : signed(mean),
    spread ? '–' : `${signed(low)} to ${signed(high)}`,
    pairs === 1 ? '–' : formatNumber(p, 2),
    verdictText(row),
  ];
}

function middleText({ median, diverged }: ChangeRow['base']): string {
  const lost = diverged > 0 ? ` (${diverged} diverged)` : '';
  return `${Number.isFinite(median) ? formatNumber(median) : '–'}${lost}`;
}

function signed(value: number): string {
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}

const mostCharacters = 100;

/** As code in a table: no mark of Markdown, HTML or GitHub means anything in it. */
function code(text: string): string {
  const line = text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('`', "'")
    .replaceAll('|', '¦')
    .trim();
  return `\`${line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line || ' '}\``;
}

function plain(text: string): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/[\\`*_[\]<>|#~@&]/g, (mark) => (mark === '@' ? '@\u200b' : `\\${mark}`));
}
