/** The signs on buttons, in the manner of VS Code's debugger. */
import { html, svg, type TemplateResult } from 'lit/html.js';

const paths = {
  lineBack: 'M3.2 3v3.6h3.6M3.4 6.4A5 5 0 0 1 13 8',
  lineForward: 'M12.8 3v3.6H9.2M12.6 6.4A5 5 0 0 0 3 8',
  stepBack: 'M12.5 3.5v9L6 8zM3.5 3.5v9',
  stepForward: 'M3.5 3.5v9L10 8zM12.5 3.5v9',
  restart: 'M3.2 3v3.6h3.6M3.5 6.3a5 5 0 1 1-.4 3.2',
  copy: 'M6 5.5h7v8H6zM4 10.5H3v-8h7v1',
  /** A cap. */
  lesson: 'M1.5 6.2 8 3.2l6.5 3L8 9.2zM4 7.6v3.2c2 1.8 6 1.8 8 0V7.6',
  chevron: 'm4 6.5 4 4 4-4',
} as const;

export type IconName = keyof typeof paths;

/** A dot below those of lines. */
export function icon(name: IconName): TemplateResult {
  const dot = name === 'lineBack' || name === 'lineForward';
  return html`<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    ${svg`<path d=${paths[name]}></path>${dot ? svg`<circle cx="8" cy="12.5" r="1.5"></circle>` : ''}`}
  </svg>`;
}

/** A button that is off keeps the focus. */
export function button(name: IconName, label: string, press: () => void, enabled = true): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    title=${label}
    aria-label=${label}
    aria-disabled=${enabled ? 'false' : 'true'}
    @click=${() => enabled && press()}
  >
    ${icon(name)}
  </button>`;
}
