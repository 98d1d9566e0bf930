/** What is below a map: what colours and tones mean that the key above it has no place for. */
import { html, svg, type TemplateResult } from 'lit/html.js';
import { countsSteps } from '../../core/map/mapMeasure.ts';
import type { OpenedMap } from '../../core/protocol/map.ts';
import type { MapPart, MapState } from '../shared/map/mapState.ts';
import { minimumColor, minimumText } from '../shared/map/minima.ts';
import { words } from '../shared/map/words.ts';

interface Entry {
  readonly text: string;
  /** Runs of this kind. */
  readonly count: number;
  /** A class of the swatch, or its colour. */
  readonly tone?: 'slow' | 'swinging' | 'diverged';
  readonly color?: string;
}

export function legend(state: MapState, map: OpenedMap, { grid }: MapPart): TemplateResult {
  const { shares, minima } = state.summary;
  return html`<ul class="legend small" aria-label=${words.legend}>
    ${entries(state, map).map(
      ({ text, count, tone, color }) => html`<li>
        ${
          color === undefined
            ? html`<span class="swatch ${tone ?? ''}" aria-hidden="true"></span>`
            : html`<svg class="swatch" width="12" height="12" aria-hidden="true">${svg`<rect width="12" height="12" fill=${color}></rect>`}</svg>`
        }
        ${text} <span class="quiet num">${words.share(count, grid.knownCount)}</span>
      </li>`,
    )}
  </ul>`;

  function entries({ measure }: MapState, { target }: OpenedMap): readonly Entry[] {
    const diverged: Entry = { text: words.diverged, count: shares.diverged, tone: 'diverged' };
    if (measure === 'diverged')
      return [{ text: words.holds, count: shares.known - shares.diverged, tone: 'slow' }];
    if (measure === 'minimum') {
      const ended = map.minima.map((point, index) => {
        const text = words.minimum(minimumText(index + 1, point));
        return { text, count: minima[index + 1] ?? 0, color: minimumColor(index + 1) };
      });
      return [...ended, { text: words.elsewhere, count: minima[0] ?? 0, tone: 'slow' }, diverged];
    }
    if (!countsSteps(measure) || target === null) return [diverged];
    return [
      { text: words.tooSlow, count: shares.slow, tone: 'slow' },
      { text: words.swinging, count: shares.swinging, tone: 'swinging' },
      diverged,
    ];
  }
}
