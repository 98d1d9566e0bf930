/** The decision boundary with what its colours and shapes stand for. */
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { DataPoints, PointSet } from '../../../core/networkPictures/dataPoints.ts';
import type { NetworkFacts } from '../../../core/networkPictures/networkPictures.ts';
import { words } from '../words.ts';
import { cornersOf, slotOfClass } from './classLook.ts';

export function decisionFigure(
  points: DataPoints,
  { classNames }: NetworkFacts,
  drawing: HTMLElement,
): TemplateResult {
  const { training, validation } = points;
  return html`<section class="picture">
    <h2>${words.decision}</h2>
    <p class="quiet small">${words.decisionAbout}</p>
    <div class="drawing">${drawing}</div>
    <ul class="keys small">
      ${classNames.map((name, label) => html`<li>${classKey(label)}${name}</li>`)}
      ${validation ? html`<li class="quiet">${words.filled}; ${words.hollow}</li>` : nothing}
      ${fewer(training)}${validation ? fewer(validation) : nothing}
    </ul>
  </section>`;
}

function classKey(label: number): TemplateResult {
  const corners = cornersOf(label, 7, 7, 4.5);
  const shape = corners
    ? svg`<polygon points=${corners.map((corner) => corner.join()).join(' ')}></polygon>`
    : svg`<circle cx="7" cy="7" r="4.5"></circle>`;
  return html`<svg class="shape run-${slotOfClass(label)}" width="14" height="14" aria-hidden="true">${shape}</svg>`;
}

function fewer({ labels, rows }: PointSet) {
  return labels.length < rows ? html`<li class="quiet">${words.drawn(labels.length, rows)}</li>` : nothing;
}
