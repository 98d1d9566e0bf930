import { html, type TemplateResult } from 'lit/html.js';
import { formatFixed } from '../../../core/format.ts';
import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import { lineKey } from '../../shared/lineKey.ts';
import type { Look } from '../../shared/theme.ts';
import type { RunData } from '../data/runData.ts';
import { looksAsDrawn } from '../scene/drawnLines.ts';
import type { PanelState } from '../state.ts';
import { words } from '../words.ts';
import { mostRows } from './rowOrder.ts';
import { moreRows } from './runTable.ts';

const stepWidth = 160;
const runWidth = 176;
const shares = [0, 0.1, 0.2, 0.4, 0.6, 1];

/** Where every run was after some of its steps, as the tutorial prints it; narrow: one run below the other. */
export function positionTable(state: PanelState, surface: Surface): TemplateResult {
  const { race, width } = state;
  const steps = positionSteps(race.steps);
  const fits = stepWidth + runWidth * race.runs.length <= width - 16;
  return html`<table class="position-table">
    <caption class="sr-only">${words.positionsCaption}</caption>
    ${fits ? sideBySide(state, surface, steps) : stacked(state, surface, steps)}
  </table>`;
}

function sideBySide(state: PanelState, surface: Surface, steps: readonly number[]): TemplateResult {
  const { runs } = state.race;
  const lookOf = looksAsDrawn(state);
  return html`<thead>
      <tr>
        <th scope="col">${words.stepAxis}</th>
        ${runs.map((run) => html`<th scope="col" class="right">${runHead(run, lookOf(run), state)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${steps.map(
        (step) =>
          html`<tr>
            <th scope="row" class="num">${step}</th>
            ${runs.map((run) => html`<td class="right num">${positionText(run, step)}</td>`)}
          </tr>`,
      )}
      <tr class="distance">
        <th scope="row">${words.distance}</th>
        ${runs.map((run) => html`<td class="right num">${distanceText(run, surface)}</td>`)}
      </tr>
    </tbody>`;
}

function stacked(state: PanelState, surface: Surface, steps: readonly number[]): TemplateResult {
  const { runs } = state.race;
  const lookOf = looksAsDrawn(state);
  return html`${runs.slice(0, mostRows).map(
    (run) =>
      html`<tbody>
        <tr>
          <th scope="rowgroup" colspan="2">${runHead(run, lookOf(run), state)}</th>
        </tr>
        ${steps.map(
          (step) =>
            html`<tr>
              <th scope="row" class="num">${step}</th>
              <td class="right num">${positionText(run, step)}</td>
            </tr>`,
        )}
        <tr class="distance">
          <th scope="row">${words.distance}</th>
          <td class="right num">${distanceText(run, surface)}</td>
        </tr>
      </tbody>`,
  )}
  ${moreRows(runs.length, 2)}`;
}

function runHead(run: RunData, look: Look, { race, theme }: PanelState): TemplateResult {
  return html`<span class="run-head">${lineKey(look, theme.contrast)}${race.names.get(run)}</span>`;
}

function positionText(run: RunData, step: number): string {
  const position = run.positionAt(step);
  return position ? `(${position.map((value) => formatFixed(value, 4)).join(', ')})` : words.none;
}

function distanceText(run: RunData, { minima }: Surface): string {
  if (!run.position || minima.length === 0) return words.none;
  return formatFixed(distanceToNearest(run.position, minima), 6);
}

/** The steps at which positions are printed; of 500 those of the tutorial's table: 0, 50, 100, 200, 300, 500. @internal */
export function positionSteps(steps: number): number[] {
  return [...new Set(shares.map((share) => Math.round(share * steps)))];
}

/** @internal */
export function distanceToNearest(position: Point, minima: readonly Point[]): number {
  return Math.min(...minima.map(([x, y]) => Math.hypot(position[0] - x, position[1] - y)));
}
