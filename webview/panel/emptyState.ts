import { html, type TemplateResult } from 'lit/html.js';
import type { FromPanel } from '../../core/protocol/panel.ts';
import { icon } from '../shared/controls/controls.ts';
import { words } from './words.ts';

/** Before anything has run. */
export function emptyState(post: (message: FromPanel) => void): TemplateResult {
  return html`<main class="empty">
    ${icon('graph-line')}
    <h1>${words.emptyTitle}</h1>
    <p>${words.emptyText}</p>
    <div class="empty-buttons">
      <button type="button" class="primary" @click=${() => post({ type: 'runTutorialRace', race: 'valley' })}>
        ${words.runTutorialRace}
      </button>
      <button type="button" class="secondary" @click=${() => post({ type: 'runExperiment' })}>
        ${words.runExperiment}
      </button>
    </div>
  </main>`;
}
