/** The table of a race: a row a run, the lowest loss first. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatCount, formatNumber } from '../../../core/format.ts';
import { byLoss } from '../../../core/lesson/judgedLoss.ts';
import type { RaceOutput, RunOutput } from '../../../core/lesson/raceOutput.ts';
import { lineKey } from '../lineKey.ts';
import { words } from './words.ts';

/** What rows need to know of the page. */
export interface TableLook {
  readonly contrast: boolean;
  /** The key of the line that is highlighted. */
  readonly highlighted: string | null;
  highlight(key: string | null): void;
}

export function runTable({ title, target, runs }: RaceOutput, look: TableLook): TemplateResult {
  const ordered = byLoss(runs.map((run, number) => ({ ...run, number })));
  const has = { heldOut: runs.some((run) => run.heldOut !== null), target: target !== null };
  return html`<table>
    <caption class="sr-only">${title}</caption>
    <thead>
      <tr>
        <th>${words.run}</th>
        <th class="num">${words.loss}</th>
        ${has.heldOut ? html`<th class="num">${words.heldOut}</th>` : nothing}
        ${has.target ? html`<th class="num">${words.reached(target ?? 0)}</th>` : nothing}
        <th>${words.status}</th>
      </tr>
    </thead>
    <tbody>
      ${ordered.map((run) => runRow(run, String(run.number), has, look))}
    </tbody>
  </table>`;
}

function runRow(
  run: RunOutput,
  key: string,
  has: { heldOut: boolean; target: boolean },
  look: TableLook,
): TemplateResult {
  const { name, color, variant, heldOut, status, wrong, reached } = run;
  return row(key, look, [
    html`<td class="name">${lineKey({ slot: color, variant }, look.contrast)} ${name}</td>`,
    html`<td class="num">${lossText(run)}</td>`,
    has.heldOut
      ? html`<td class="num">${heldOut === null ? words.never : formatNumber(heldOut)}</td>`
      : nothing,
    has.target
      ? html`<td class="num">${reached === null ? words.never : formatCount(reached)}</td>`
      : nothing,
    html`<td class=${wrong ? 'bad' : 'quiet'}>${status}</td>`,
  ]);
}

/** A row that highlights its line. */
export function row(
  key: string,
  { highlighted, highlight }: TableLook,
  cells: readonly (TemplateResult | typeof nothing)[],
): TemplateResult {
  return html`<tr
    class=${highlighted !== null && highlighted !== key ? 'faded' : ''}
    @pointerenter=${() => highlight(key)}
    @pointerleave=${() => highlight(null)}
  >
    ${cells}
  </tr>`;
}

/** Before its first step a run has none. */
export function lossText({ loss, ended, stepOf }: RunOutput): string {
  if (loss !== null) return formatNumber(loss);
  return ended || stepOf.length > 0 ? words.notFinite : words.never;
}
