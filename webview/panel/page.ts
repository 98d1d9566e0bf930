import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { RunData } from './data/runData.ts';
import { type Drawings, landscapeFigure, stage } from './figures/figures.ts';
import { headline } from './headline.ts';
import { debuggedRun } from './scene/debugScene.ts';
import { hasLandscape, isColumn, isNarrow, isSplit, type PanelActions, type PanelState } from './state.ts';
import { stageOf } from './sweep/swept.ts';
import { tables } from './table/tables.ts';
import { toolbar } from './toolbar.ts';
import { words } from './words.ts';

/**
 * The page of a race. In one column the table follows the chart and the landscape comes last: what is read together is
 * on the screen together. In the debugger that is the step on the curve and its place on the landscape.
 * @param rows The runs in the order of their rows.
 */
export function page(
  state: PanelState,
  rows: readonly RunData[],
  actions: PanelActions,
  drawings: Drawings,
): TemplateResult {
  const column = isColumn(state);
  const layout = isSplit(state) ? 'split' : column ? 'column' : 'wide';
  const showsLandscape = hasLandscape(state) && stageOf(state) === 'curves';
  const below = column && showsLandscape ? landscapeFigure(state, actions, drawings.landscape) : nothing;
  const inStep = debuggedRun(state) !== null;
  const classes = [
    'panel',
    state.place === 'editor' ? '' : state.place,
    layout,
    showsLandscape ? 'with-landscape' : '',
    inStep ? 'in-step' : '',
  ];
  if (isNarrow(state)) classes.push('narrow');
  return html`<main class=${classes.filter(Boolean).join(' ')}>
    <p class="sr-only" role="status">${words.phase[state.race.phase]}</p>
    ${toolbar(state, actions)} ${headline(state, actions)}
    ${stage(state, actions, drawings)} ${inStep ? below : nothing}
    ${tables(state, rows, actions)} ${inStep ? nothing : below}
  </main>`;
}
