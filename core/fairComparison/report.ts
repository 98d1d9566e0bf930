/** A fair comparison as Markdown: the finding, how it came about, and the experiment with which it can be done again. */
import { experimentText } from '../experiment/text/experimentText.ts';
import { formatCount, formatNumber, formatSetting } from '../format.ts';
import type { ComparisonSheet, SheetEntrant, SheetProblem, SheetTrial } from './comparisonSheet.ts';
import type { ComparisonSpec } from './comparisonSpec.ts';
import { ranked } from './ranked.ts';

/** @param pictures Their names, as files beside the report. */
export function reportText(
  spec: ComparisonSpec,
  sheet: ComparisonSheet,
  pictures: readonly { readonly name: string; readonly file: string }[],
): string {
  return [
    `# ${plain(sheet.title)}`,
    plain(sheet.budget),
    ...sheet.problems.flatMap((problem) => problemText(sheet, problem)),
    ...pictures.map(({ name, file }) => `![${plain(name.replaceAll('-', ' '))}](${encodeURI(file)})`),
    '## How it was done',
    sheet.notes.map((note) => `- ${plain(note)}`).join('\n'),
    '## Again',
    'Saved as a file whose name ends in .experiment.json, this is compared by the command _Optimizer: Compare Fairly…_:',
    `\`\`\`json\n${experimentText(spec.experiment).trimEnd()}\n\`\`\``,
  ]
    .join('\n\n')
    .concat('\n');
}

/** Of one of its problems, part by part. */
export function problemText(sheet: ComparisonSheet, problem: SheetProblem): string[] {
  const { judge } = sheet;
  const level = `${formatSetting(Number((100 * sheet.confidence).toPrecision(4)))} %`;
  const head = [
    'Optimizer',
    'Learning rate',
    'Others',
    sentence(judge.judged),
    'Middle half',
    ...(problem.sharedLoss === null ? [] : [stepsHead(sheet.unit, problem.sharedLoss)]),
    'Diverged',
    'Behind the best',
    `${level} interval`,
    'p',
    'Verdict',
  ];
  const rows = ranked(problem.entrants, judge.isMoreBetter).map((entrant) => resultRow(entrant));
  return [
    `## ${plain(problem.name)}`,
    `**${plain(problem.headline)}**`,
    table(head, rows),
    `### Tuning: ${judge.tuned}`,
    ...(problem.lead === '' ? [] : [plain(problem.lead)]),
    table(
      ['Optimizer', 'Learning rate', 'Others', 'Median', 'Middle half', 'Diverged'],
      problem.entrants.flatMap((entrant) =>
        entrant.trials.map((trial, place) => trialRow(entrant, trial, place === entrant.best)),
      ),
    ),
  ];
}

function resultRow({
  name,
  trials,
  best,
  edge,
  result,
  stepsToShared,
  behind,
  words,
}: SheetEntrant): string[] {
  const trial = best === null ? undefined : trials[best];
  const isMeasured = behind && !behind.isBySign;
  return [
    name,
    trial ? `${formatSetting(trial.lr)}${edge ? ` (${edge} tried)` : ''}` : '–',
    trial?.others ?? '',
    result ? formatNumber(result.median) : '–',
    result ? `${formatNumber(result.low)} to ${formatNumber(result.high)}` : '–',
    ...(stepsToShared === null ? [] : [stepsText(stepsToShared)]),
    result ? `${result.diverged} of ${result.done}` : '–',
    isMeasured ? formatNumber(behind.mean) : '–',
    isMeasured ? `${formatNumber(behind.low)} to ${formatNumber(behind.high)}` : '–',
    behind ? formatNumber(behind.p) : '–',
    words,
  ];
}

/** `Steps to 0.13` */
function stepsHead(unit: ComparisonSheet['unit'], loss: number): string {
  return `${unit === 'step' ? 'Steps' : 'Gradients'} to ${formatSetting(loss)}`;
}

function stepsText(steps: number): string {
  return Number.isFinite(steps) ? formatCount(Math.round(steps)) : 'missed';
}

function trialRow({ name }: SheetEntrant, trial: SheetTrial, isBest: boolean): string[] {
  const { lr, others, score, diverged, total, isAdded } = trial;
  return [
    name,
    `${formatSetting(lr)}${isBest ? ' (used)' : ''}${isAdded ? ' (added)' : ''}`,
    others,
    formatNumber(score.median),
    `${formatNumber(score.low)} to ${formatNumber(score.high)}`,
    `${diverged} of ${total}`,
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Names of files and columns are people's own: nothing in them is read as Markdown, or as HTML. */
function plain(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_[\]<>|#~]/g, (mark) => `\\${mark}`);
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
