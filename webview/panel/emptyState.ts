import { html, type TemplateResult } from 'lit/html.js';
import type { FromPanel } from '../../core/protocol/fromPanel.ts';
import { tutorialRaces } from '../../core/tutorial/races.ts';
import { icon, linkButton } from '../shared/controls/controls.ts';
import { words } from './words.ts';

/** Before anything has run: the first race of the tutorial, an experiment of one's own, and the tutorial's other races. */
export function emptyState(post: (message: FromPanel) => void): TemplateResult {
  const [first, ...others] = tutorialRaces;
  const run = (race: string) => post({ type: 'runTutorialRace', race });
  return html`<main class="empty">
    ${icon('graph-line')}
    <h1>${words.emptyTitle}</h1>
    <p>${words.emptyText}</p>
    <div class="empty-buttons">
      <button type="button" class="primary" @click=${() => first && run(first.id)}>
        ${words.runTutorialRace}
      </button>
      <button type="button" class="secondary" @click=${() => post({ type: 'runExperiment' })}>
        ${words.runExperiment}
      </button>
    </div>
    <ul class="empty-races" aria-label=${words.tutorialRaces}>
      ${others.map(({ id, name }) => html`<li>${linkButton('play', name, () => run(id))}</li>`)}
    </ul>
  </main>`;
}
