import { html, nothing, type TemplateResult } from 'lit/html.js';
import { iconButton, linkButton } from '../../shared/controls/controls.ts';
import type { Direction } from '../../shared/zoomInput.ts';
import { words } from '../words.ts';

interface Zooming {
  /** What screen readers call the buttons together, and what each does. */
  readonly texts: { readonly all: string; readonly in: string; readonly out: string };
  readonly isZoomed: boolean;
  zoom(direction: Direction): void;
  showAll(): void;
  /** What takes the focus where the button that shows all goes. */
  focused(): HTMLElement | null;
  /** What stands in front of them. Default: nothing. */
  readonly before?: TemplateResult | typeof nothing;
}

/** What wheel and keys do to a figure, to be found. */
export function zoomButtons({
  texts,
  isZoomed,
  zoom,
  showAll,
  focused,
  before = nothing,
}: Zooming): TemplateResult {
  const reset = () => {
    showAll();
    focused()?.focus({ preventScroll: true });
  };
  return html`<div class="zoom" role="toolbar" aria-label=${texts.all} data-walk="row" data-items="button">
    ${before}
    ${isZoomed ? linkButton('screen-normal', words.zoomed, reset) : nothing}
    ${iconButton('zoom-in', texts.in, () => zoom('in'))}
    ${iconButton('zoom-out', texts.out, () => zoom('out'), isZoomed)}
  </div>`;
}
