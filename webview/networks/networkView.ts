/** The page: what is looked at, and the pictures that the network has. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { OpenedNetwork } from '../../core/protocol/networks.ts';
import { select, toggleButton } from '../shared/controls/controls.ts';
import type { Landscape } from '../shared/landscape/landscape.ts';
import { noticeView } from '../shared/notice.ts';
import { confusionTable } from './confusion/confusionTable.ts';
import { decisionFigure } from './decision/decisionFigure.ts';
import type { NetworkState } from './networkState.ts';
import { type SliceParts, sliceFigure } from './slice/sliceFigure.ts';
import { words } from './words.ts';

export interface NetworkParts extends SliceParts {
  /** The drawings, which stay the same elements. */
  readonly drawings: {
    readonly landscape: Pick<Landscape, 'element' | 'zoom'>;
    readonly decision: HTMLElement;
    readonly predictions: HTMLElement;
  };
  chooseRun(run: number): void;
  goTo(step: number): void;
  /** Shows the chosen run as it is, while it goes on. */
  followRun(): void;
}

export function networkView(state: NetworkState, parts: NetworkParts): TemplateResult {
  const { network, notice, share } = state;
  if (!network)
    return html`<main class="networks">
      ${noticeView(notice, words)}
      ${
        notice.kind === 'opening'
          ? html`<div class="opening">
            <progress max="1" .value=${share} aria-label=${words.opening(notice.title)}></progress>
            <button type="button" class="secondary" @click=${parts.stop}>${words.stop}</button>
          </div>`
          : nothing
      }
    </main>`;
  return html`<main class="networks">
    ${head(state, network, parts)}
    <div class="pictures">
      ${sliceFigure(state, network, parts.drawings.landscape, parts)}
      ${network.facts.points ? decisionFigure(network.facts.points, network.facts, parts.drawings.decision) : nothing}
      ${confusionFigure(state, network)}
      ${predictionsFigure(state, network, parts)}
    </div>
  </main>`;
}

function head(state: NetworkState, network: OpenedNetwork, parts: NetworkParts): TemplateResult {
  const { chosen, step, pictures, error, isLive } = state;
  const { runs, problem, facts, precision } = network;
  const run = runs[chosen];
  const choices = runs.map(({ title }, value) => ({ value, label: title }));
  const said = error ?? (pictures ? words.headline(run, pictures) : words.loading);
  return html`<header>
    <h1>${words.title} · ${problem}</h1>
    <p class="said ${error === null ? '' : 'bad'}" role="status" aria-live=${isLive ? 'off' : 'polite'}>${said}</p>
    ${facts.lastFinite.map((last, place) =>
      last === null ? nothing : html`<p class="bad">${words.lost(runs[place]?.title ?? '', last)}</p>`,
    )}
    <div class="where" role="group" aria-label=${words.controls}>
      ${runs.length > 1 ? select(words.run, choices, chosen, (value) => parts.chooseRun(value)) : nothing}
      ${stepSlider(step, run?.stepsDone ?? 0, parts)}
      ${run?.goesOn ? toggleButton(words.follow, isLive, () => parts.followRun(), { title: words.followTitle }) : nothing}
    </div>
    <p class="quiet small">${words.parameters(facts)} ${isLive ? '' : (precision ?? '')}</p>
  </header>`;
}

function stepSlider(step: number, steps: number, { goTo }: NetworkParts): TemplateResult {
  const change = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) goTo(Number(target.value));
  };
  return html`<label class="field steps">
    <span class="label">${words.step}</span>
    <input
      type="range"
      class="slider"
      min="0"
      max=${steps}
      step="1"
      .value=${String(step)}
      aria-valuetext=${words.stepOf(step, steps)}
      @input=${change}
    >
    <span class="slider-value num">${words.stepOf(step, steps)}</span>
  </label>`;
}

function confusionFigure({ pictures }: NetworkState, { facts }: OpenedNetwork) {
  if (facts.classNames.length === 0 || !pictures?.confusion) return nothing;
  return html`<section class="picture">
    <h2>${words.confusion}</h2>
    <p class="quiet small">${words.confusionAbout(facts)}</p>
    ${confusionTable(pictures.confusion, facts.classNames)}
  </section>`;
}

function predictionsFigure({ pictures }: NetworkState, { facts }: OpenedNetwork, { drawings }: NetworkParts) {
  if (!pictures?.predictions) return nothing;
  return html`<section class="picture">
    <h2>${words.predictions}</h2>
    <p class="quiet small">${words.predictionsAbout(pictures.predictions, facts)}</p>
    <div class="drawing">${drawings.predictions}</div>
  </section>`;
}
