/** The slice of the loss landscape: which it is, how far it is, and how much of each way it has. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { SliceKind, SliceRequest } from '../../../core/networkPictures/slice.ts';
import type { OpenedNetwork } from '../../../core/protocol/networks.ts';
import { toggleButton } from '../../shared/controls/controls.ts';
import type { Landscape } from '../../shared/landscape/landscape.ts';
import { lineKey } from '../../shared/lineKey.ts';
import type { NetworkState } from '../networkState.ts';
import { words } from '../words.ts';

export interface SliceParts {
  askSlice(change: Partial<SliceRequest>): void;
  stop(): void;
  /** Goes through the runs, as far as they are by now. */
  follow(): void;
  /** Zoomed, it shows all of the slice again. */
  showAll(): void;
}

export function sliceFigure(
  state: NetworkState,
  network: OpenedNetwork,
  drawing: Pick<Landscape, 'element' | 'zoom'>,
  parts: SliceParts,
): TemplateResult {
  return state.following !== null || !network.isFollowed
    ? noSlice(state, network, parts)
    : sliceOf(state, network, drawing, parts);
}

/** Before the runs were gone through, and while they are. */
function noSlice(
  { following }: NetworkState,
  { runs }: OpenedNetwork,
  { stop, follow }: SliceParts,
): TemplateResult {
  const link = (text: string, act: () => void) =>
    html`<button type="button" class="link" @click=${act}><span>${text}</span></button>`;
  const later = runs.some(({ goesOn }) => goesOn) ? words.landscapeLater(runs.length) : words.landscapeLeft;
  return html`<section class="picture">
    <h2>${words.landscape}</h2>
    <p class="quiet small" role="status">${following === null ? later : words.following(following)}</p>
    ${following === null ? nothing : html`<progress max="1" .value=${following} aria-label=${words.landscape}></progress>`}
    <div class="slice-controls">
      ${following === null ? link(words.landscapeNow, follow) : link(words.stop, stop)}
    </div>
  </section>`;
}

function sliceOf(
  { slice, view, request, theme }: NetworkState,
  { runs, facts }: OpenedNetwork,
  drawing: Pick<Landscape, 'element' | 'zoom'>,
  parts: SliceParts,
): TemplateResult {
  const news = slice?.news;
  const wanted = request ?? news?.request;
  const isAtWork = news !== undefined && !news.isOver && news.done < news.total;
  const isEmpty = news !== undefined && news.grid !== null && slice?.surface === null;
  return html`<section class="picture">
    <h2>${words.landscape}</h2>
    <p class="quiet small">${news ? words.slice(news, runs, facts) : words.loading}</p>
    <div class="slice-controls">
      ${planes(wanted?.kind ?? 'ends', runs.length > 1, parts)}
      ${
        wanted?.kind === 'random'
          ? html`<button type="button" class="link" @click=${() => parts.askSlice({ seed: wanted.seed + 1 })}><span>${words.otherDirections}</span></button>`
          : nothing
      }
      <span class="gap"></span>
      <span class="quiet small" role="status">${news ? words.sliceProgress(news) : ''}</span>
      ${isAtWork ? html`<button type="button" class="link" @click=${parts.stop}><span>${words.stop}</span></button>` : nothing}
    </div>
    <progress
      class=${isAtWork ? '' : 'still'}
      max=${news?.total ?? 1}
      .value=${news?.done ?? 0}
      aria-label=${words.landscape}
    ></progress>
    ${isEmpty ? html`<p class="bad">${words.noSlice}</p>` : nothing}
    ${slice?.surface ? zoomLinks(drawing, view !== null, parts) : nothing}
    <div class="drawing">${drawing.element}</div>
    <ul class="keys column small">
      ${runs.map(({ title, color, variant }, place) => {
        const path = news?.paths[place];
        if (!path) return nothing;
        return html`<li>${lineKey({ slot: color, variant }, theme.contrast)}<span>${words.share(title, path.share)}</span></li>`;
      })}
    </ul>
  </section>`;
}

/** What wheel and keys do, to be found. */
function zoomLinks(
  drawing: Pick<Landscape, 'element' | 'zoom'>,
  isZoomed: boolean,
  { showAll }: SliceParts,
): TemplateResult {
  const reset = () => {
    showAll();
    // The link goes: the focus has a place to be.
    drawing.element.focus({ preventScroll: true });
  };
  const link = (text: string, act: () => void) =>
    html`<button type="button" class="link" @click=${act}><span>${text}</span></button>`;
  return html`<div class="slice-zoom small" role="group" aria-label=${words.zoom}>
    ${link(words.zoomIn, () => drawing.zoom('in'))}
    ${isZoomed ? link(words.zoomOut, () => drawing.zoom('out')) : nothing}
    ${isZoomed ? link(words.showAll, reset) : nothing}
  </div>`;
}

function planes(chosen: SliceKind, areSeveral: boolean, { askSlice }: SliceParts): TemplateResult {
  const kinds: readonly SliceKind[] = ['ends', 'random'];
  const labels = { ends: areSeveral ? words.startAndEnds : words.startAndEnd, random: words.random };
  return html`<span class="planes" role="group" aria-label=${words.plane}>
    ${kinds.map((kind) => toggleButton(labels[kind], kind === chosen, () => askSlice({ kind })))}
  </span>`;
}
