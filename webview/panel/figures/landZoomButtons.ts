import { html, nothing, type TemplateResult } from 'lit/html.js';
import { iconButton, linkButton } from '../../shared/controls/controls.ts';
import type { Landscape } from '../../shared/landscape/landscape.ts';
import { words } from '../words.ts';

/** What wheel and keys do to the landscape, to be found. */
export function landZoomButtons(
  landscape: Pick<Landscape, 'element' | 'zoom'>,
  isZoomed: boolean,
  showAll: () => void,
): TemplateResult {
  const reset = () => {
    showAll();
    // The button goes: the focus has a place to be.
    landscape.element.focus({ preventScroll: true });
  };
  return html`<div
    class="zoom"
    role="toolbar"
    aria-label=${words.zoomLandscape}
    data-walk="row"
    data-items="button"
  >
    ${isZoomed ? linkButton('screen-normal', words.zoomed, reset) : nothing}
    ${iconButton('zoom-in', words.zoomLandIn, () => landscape.zoom('in'))}
    ${iconButton('zoom-out', words.zoomLandOut, () => landscape.zoom('out'), isZoomed)}
  </div>`;
}
