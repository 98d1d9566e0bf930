/** The lines of a step, typeset: each with its symbols, and with the numbers of each chosen parameter. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { SheetRow } from '../../core/debug/inspector/sheetRows.ts';
import type { SheetLine, StepSheet } from '../../core/debug/inspector/stepSheet.ts';
import { nameLatex } from '../../core/debug/inspector/stepText.ts';
import { readDigits } from '../../core/rule/inspect/digits.ts';
import { words } from './words.ts';

/** How far lines are indented at most, in steps: the style sheet has them. */
const mostIndented = 4;

/** @param current The line that is looked at, by its number in the text. */
export function stepLines(
  { lines, parameters }: StepSheet,
  current: number,
  choose: (line: number) => void,
): TemplateResult {
  return html`<ol class="lines" aria-label=${words.lines}>
    ${lines.map((line) => lineView(line, line.line === current, choose, parameters))}
  </ol>`;
}

function lineView(
  { line, depth, latex, rows }: SheetLine,
  isCurrent: boolean,
  choose: (line: number) => void,
  parameters: StepSheet['parameters'],
) {
  const isSkipped = rows.length > 0 && rows.every(({ kind }) => kind === 'skipped');
  const classes = ['line', isCurrent ? 'current' : '', isSkipped ? 'idle' : ''].filter(Boolean).join(' ');
  return html`<li class=${classes} data-line=${line} aria-current=${isCurrent ? 'step' : nothing} @click=${() => choose(line)}>
    <button type="button" class="number" aria-label=${words.line(line)}>${line}</button>
    <span class="formula general depth-${Math.min(depth, mostIndented)}" data-latex=${latex}></span>
    <div class="rows">${rows.map((row, place) => rowView(row, parameters[place]?.name ?? ''))}</div>
  </li>`;
}

function rowView({ kind, filled, value, said, isFirstBad }: SheetRow, name: string) {
  if (kind === 'skipped') {
    return html`<div class="row">
      <span class="formula name" data-latex=${nameLatex(name)}></span>
      <span class="skipped" title=${said}>${words.skipped}<span class="sr-only">${said}</span></span>
    </div>`;
  }
  return html`<div class="row">
    <span class="formula name" aria-hidden="true" data-latex=${nameLatex(name)}></span>
    <span class="formula filled" role="img" aria-label=${said} data-latex=${filled}></span>
    <span class="sign" aria-hidden="true">${kind === 'tested' ? 'is' : '='}</span>
    <span class="value num ${isFirstBad ? 'bad' : ''}" aria-hidden="true">${readDigits(value)}</span>
  </div>`;
}
