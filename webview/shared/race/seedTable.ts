/** The table of a race over several seeds: a row a setting, the lowest median first, and a column a seed, so that pairs can be read. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatCount, formatNumber } from '../../../core/format.ts';
import { judgedLoss } from '../../../core/lesson/judgedLoss.ts';
import type { RaceOutput, RunOutput } from '../../../core/lesson/raceOutput.ts';
import { type Middle, middleOf } from '../../../core/statistics/quantile.ts';
import { lineKey } from '../lineKey.ts';
import { sortBy } from '../sortBy.ts';
import type { SettingData } from './raceData.ts';
import { settingKey } from './raceScene.ts';
import { lossText, row, type TableLook } from './runTable.ts';
import { words } from './words.ts';

export function seedTable(
  { title, target, runs }: RaceOutput,
  settings: readonly SettingData[],
  look: TableLook,
): TemplateResult {
  const isHeldOut = runs.some(({ heldOut }) => heldOut !== null);
  const seeds = [...new Set(runs.map(({ seed }) => seed))].sort((a, b) => (a ?? -1) - (b ?? -1));
  const rows = settings.map(({ runs: numbers }, number) => {
    const members = numbers.flatMap((run) => runs[run] ?? []);
    return { key: settingKey(number), members, middle: middleOf(members.map(judgedLoss)) };
  });
  const lowest = lowestOf(runs);
  return html`<div class="wide" tabindex="0" role="group" aria-label=${title}>
    <table>
      <caption class="sr-only">${title}</caption>
      <thead>
        <tr>
          <th>${words.run}</th>
          <th class="num">${words.median(isHeldOut ? words.heldOut : words.loss)}</th>
          <th class="num">${words.half}</th>
          ${target === null ? nothing : html`<th class="num">${words.reached(target)}</th>`}
          ${seeds.map((seed) => html`<th class="num">${words.seed(seed)}</th>`)}
          <th>${words.status}</th>
        </tr>
      </thead>
      <tbody>
        ${sortBy(rows, ({ middle }) => middle.median, false).map(({ key, members, middle }) => {
          const [first] = members;
          const isKnown = members.some(({ loss, divergedAt }) => loss !== null || divergedAt !== null);
          const { text, wrong } = stateOf(members);
          return row(key, look, [
            html`<td class="name">
              ${first ? lineKey({ slot: first.color, variant: first.variant }, look.contrast) : nothing}
              ${first?.settingName}
            </td>`,
            html`<td class="num">${isKnown ? medianText(middle) : words.never}</td>`,
            html`<td class="num quiet">${isKnown ? halfText(middle) : words.never}</td>`,
            target === null ? nothing : html`<td class="num">${reachedText(members)}</td>`,
            ...seeds.map((seed) =>
              seedCell(
                members.find((member) => member.seed === seed),
                lowest.get(seed),
              ),
            ),
            html`<td class=${wrong ? 'bad' : 'quiet'}>${text}</td>`,
          ]);
        })}
      </tbody>
    </table>
  </div>`;
}

/** Infinite where half of the runs have diverged. */
function medianText({ median }: Middle): string {
  return Number.isFinite(median) ? formatNumber(median) : words.diverged;
}

function halfText({ low, high }: Middle): string {
  return Number.isFinite(low) ? words.fromTo(formatNumber(low, 3), formatNumber(high, 3)) : words.never;
}

/** Of each seed. */
function lowestOf(runs: readonly RunOutput[]): ReadonlyMap<number | null, number> {
  const lowest = new Map<number | null, number>();
  for (const run of runs) lowest.set(run.seed, Math.min(lowest.get(run.seed) ?? Infinity, judgedLoss(run)));
  return lowest;
}

/** @param lowest Of all runs of the seed. */
function seedCell(run: RunOutput | undefined, lowest: number | undefined): TemplateResult {
  if (!run) return html`<td class="num">${words.never}</td>`;
  if (run.divergedAt !== null) return html`<td class="num bad">${words.diverged}</td>`;
  const text = run.heldOut === null ? lossText(run) : formatNumber(run.heldOut);
  const isLowest = Number.isFinite(lowest) && judgedLoss(run) === lowest;
  return html`<td class="num ${run.wrong ? 'bad' : ''} ${isLowest ? 'lowest' : ''}">${text}</td>`;
}

/** The median where all got there, else how many did. */
function reachedText(members: readonly RunOutput[]): string {
  const there = members.flatMap(({ reached }) => reached ?? []);
  if (there.length < members.length) return words.reachedBy(there.length, members.length);
  return formatCount(Math.ceil(middleOf(there).median));
}

/** What of its runs is wrong first; else how they all are, or how many have ended. */
function stateOf(members: readonly RunOutput[]): { readonly text: string; readonly wrong: boolean } {
  const bad = members.find(({ wrong }) => wrong);
  if (bad) return { text: words.seedStatus(bad.seed, bad.status), wrong: true };
  const states = new Set(members.map(({ status }) => status));
  const [only = ''] = states;
  const ended = members.filter((member) => member.ended).length;
  return { text: states.size === 1 ? only : words.ended(ended, members.length), wrong: false };
}
