/** The slice of the loss landscape: which it is, how far it is, and how much of each way it has. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { SliceKind, SliceRequest } from '../../../core/networkPictures/slice.ts';
import type { OpenedNetwork } from '../../../core/protocol/networks.ts';
import { toggleButton } from '../../shared/controls/controls.ts';
import { lineKey } from '../../shared/lineKey.ts';
import type { NetworkState } from '../networkState.ts';
import { words } from '../words.ts';

export interface SliceParts {
  askSlice(change: Partial<SliceRequest>): void;
  stop(): void;
}

export function sliceFigure(
  { slice, request, theme }: NetworkState,
  { runs, facts }: OpenedNetwork,
  drawing: HTMLElement,
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
    <div class="drawing">${drawing}</div>
    <ul class="keys column small">
      ${runs.map(({ title, color, variant }, place) => {
        const path = news?.paths[place];
        if (!path) return nothing;
        return html`<li>${lineKey({ slot: color, variant }, theme.contrast)}<span>${words.share(title, path.share)}</span></li>`;
      })}
    </ul>
  </section>`;
}

function planes(chosen: SliceKind, areSeveral: boolean, { askSlice }: SliceParts): TemplateResult {
  const kinds: readonly SliceKind[] = ['ends', 'random'];
  const labels = { ends: areSeveral ? words.startAndEnds : words.startAndEnd, random: words.random };
  return html`<span class="planes" role="group" aria-label=${words.plane}>
    ${kinds.map((kind) => toggleButton(labels[kind], kind === chosen, () => askSlice({ kind })))}
  </span>`;
}
