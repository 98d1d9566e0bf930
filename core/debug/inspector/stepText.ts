/** A step as a text to paste: LaTeX, or Markdown with formulas in dollars. */
import { readDigits } from '../../rule/inspect/digits.ts';
import { rowLatex, type SheetLine, type StepSheet } from './stepSheet.ts';

/** `w0` as w with an index, `layer 1 weight [3, 5]` as W with that of its layer, and its place. */
export function nameLatex(name: string): string {
  const [, layer = '', kind, place] = /^layer (\d+) (weight|bias) (.*)$/.exec(name) ?? [];
  if (layer !== '') return `${kind === 'weight' ? 'W' : 'b'}_{${layer}}${place}`;
  const [, letter = '', index = ''] = /^([A-Za-z])(\d*)$/.exec(name) ?? [];
  if (letter === '') return `\\text{${name}}`;
  return index === '' ? letter : `${letter}_{${index}}`;
}

/** One block, each line of the rule with its numbers below it. */
export function stepLatex({ lines, parameters }: StepSheet): string {
  const rows = lines.flatMap((line) => [
    `& ${indent(line)}${line.latex}`,
    ...line.rows.map(
      (row, place) =>
        `& \\quad ${indent(line)}${nameLatex(parameters[place]?.name ?? '')}\\colon\\ ${rowLatex(row)}`,
    ),
  ]);
  return `\\begin{aligned}\n${rows.join(' \\\\\n')}\n\\end{aligned}\n`;
}

function indent({ depth }: SheetLine): string {
  return '\\quad '.repeat(depth);
}

/** @param title Such as `Adam, step 12 of 200`. */
export function stepMarkdown(sheet: StepSheet, title: string): string {
  const { lines, parameters, headline, values } = sheet;
  const formulas = lines.flatMap((line) => [
    `${'  '.repeat(line.depth)}- line ${line.line}: $${line.latex}$`,
    ...line.rows.map(
      (row, place) =>
        `${'  '.repeat(line.depth + 1)}- $${nameLatex(parameters[place]?.name ?? '')}$: $${rowLatex(row)}$`,
    ),
  ]);
  const head = ['', ...parameters.flatMap(({ name }) => [`${name} before`, `${name} after`, 'change'])];
  const rows = values.map(({ name, values: all }) => [
    name,
    ...all.flatMap(({ before, after, change }) =>
      [before, after, change].map((digits) => readDigits(digits ?? '')),
    ),
  ]);
  const table = [head, head.map((_, place) => (place === 0 ? '---' : '---:')), ...rows];
  return [
    ...[`### ${title}`, '', headline.text, '', ...formulas, ''],
    ...table.map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');
}
