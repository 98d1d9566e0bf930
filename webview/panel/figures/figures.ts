import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { LossChart } from '../../shared/chart/lossChart.ts';
import { linkButton } from '../../shared/controls/controls.ts';
import type { Landscape } from '../../shared/landscape/landscape.ts';
import { landView } from '../scene/landView.ts';
import { isZoomed } from '../scene/view.ts';
import {
  canInspect,
  hasLandscape,
  isBeside,
  isNarrow,
  type PanelActions,
  type PanelState,
} from '../state.ts';
import type { SweepDrawings } from '../sweep/sweepDrawings.ts';
import { sweepFigure } from '../sweep/sweepFigure.ts';
import { words } from '../words.ts';
import { chartCaption, landscapeCaption, whyEmpty, whyNoCurves } from './caption.ts';
import { hasLegend, legend } from './legend.ts';
import { zoomButtons } from './zoomButtons.ts';

/** Id of what says how the crosshair is moved. */
export const chartHintId = 'chart-hint';

/** What draws the curves and, of surfaces, the paths. */
export interface Drawings {
  readonly chart: Pick<LossChart, 'element' | 'zoom'>;
  readonly landscape: Pick<Landscape, 'element' | 'stretch' | 'zoom'>;
  readonly sweeps: SweepDrawings;
}

/** What the person has chosen to look at. */
export function stage(state: PanelState, actions: PanelActions, drawings: Drawings): TemplateResult {
  return sweepFigure(state, actions, drawings.sweeps) ?? curves(state, actions, drawings);
}

/** The loss chart and, where there is room for both, the landscape beside it. */
function curves(state: PanelState, actions: PanelActions, { chart, landscape }: Drawings): TemplateResult {
  const { title, text } = chartCaption(state);
  const why = whyNoCurves(state);
  const empty = why ?? whyEmpty(state);
  const beside = isBeside(state);
  const isBare = why !== null && !beside;
  return html`<div class="stage ${isBare ? 'bare' : ''}">
    <section class="figure loss" aria-label=${title}>
      <div class="caption-line">
        <p class="caption"><b>${title}</b> <span>${text}</span></p>
        ${empty === null ? chartZoom(state, actions, chart) : nothing}
      </div>
      ${empty === null && isNarrow(state) && state.unfolded.size > 0 ? html`<div class="fold-line">${foldButton(state, actions)}</div>` : nothing}
      ${why === null && hasLegend(state) ? legend(state, actions) : nothing}
      ${empty === null ? chart.element : html`<p class="body quiet">${empty}</p>`}
      <p id=${chartHintId} class="sr-only">${words.chartHint} ${canInspect(state) ? words.inspectHint : nothing}</p>
    </section>
    ${beside ? landscapeFigure(state, actions, landscape) : nothing}
  </div>`;
}

function chartZoom(state: PanelState, actions: PanelActions, chart: Drawings['chart']): TemplateResult {
  return zoomButtons({
    texts: { all: words.zoom, in: words.zoomIn, out: words.zoomOut },
    isZoomed: isZoomed(state),
    zoom: (direction) => chart.zoom(direction),
    showAll: () => actions.zoom({ x: null, y: null }),
    focused: () => chart.element.querySelector('canvas'),
    before: state.unfolded.size > 0 && !isNarrow(state) ? foldButton(state, actions) : nothing,
  });
}

/** Where there is little room it has a line of its own: beside the zoom it would lie on the curves. */
function foldButton({ unfolded }: PanelState, { foldGroups }: PanelActions): TemplateResult {
  return linkButton('fold', words.foldAll(unfolded.size), foldGroups);
}

/** The paths of the runs; nothing for models. */
export function landscapeFigure(
  state: PanelState,
  { lookAt }: PanelActions,
  landscape: Drawings['landscape'],
): TemplateResult | typeof nothing {
  const { race } = state;
  if (!race.surface || !hasLandscape(state)) return nothing;
  return html`<section class="figure land" aria-label=${words.landscape}>
    <div class="caption-line">
      <p class="caption"><b>${words.landscape}</b> <span>${landscapeCaption(race.surface, landscape.stretch)}</span></p>
      ${landZoom(state, lookAt, landscape)}
    </div>
    ${landscape.element}
  </section>`;
}

function landZoom(
  state: PanelState,
  lookAt: PanelActions['lookAt'],
  landscape: Drawings['landscape'],
): TemplateResult {
  return zoomButtons({
    texts: { all: words.zoomLandscape, in: words.zoomLandIn, out: words.zoomLandOut },
    isZoomed: landView(state) !== null,
    zoom: (direction) => landscape.zoom(direction),
    showAll: () => lookAt(null),
    focused: () => landscape.element,
  });
}
