import { html, type TemplateResult } from 'lit/html.js';
import { lineKey } from '../../shared/lineKey.ts';
import type { RaceData } from '../data/raceData.ts';
import { mostNamedLines } from '../scene/drawnRuns.ts';
import { isHidden, type PanelActions, type PanelState } from '../state.ts';
import { words } from '../words.ts';

/** Of more runs it would take the chart's room; the table's keys show and hide, too. */
const mostInLegend = 16;

export function hasLegend({ runs }: RaceData): boolean {
  return runs.length > mostNamedLines && runs.length <= mostInLegend;
}

/** Names with keys that show and hide, for races of more runs than line ends have room for. */
export function legend(state: PanelState, actions: PanelActions): TemplateResult {
  const { race, theme } = state;
  return html`<ul class="legend" aria-label=${words.legend}>
    ${race.runs.map(
      (run) =>
        html`<li>
          <button
            type="button"
            aria-pressed=${!isHidden(state, run)}
            @click=${() => actions.toggleRun(run)}
            @pointerenter=${() => actions.highlight(run.key)}
            @pointerleave=${() => actions.highlight(null)}
          >${lineKey(run.look, theme.contrast)}${race.names.get(run)}</button>
        </li>`,
    )}
  </ul>`;
}
