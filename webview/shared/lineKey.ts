import { html, svg, type TemplateResult } from 'lit/html.js';
import { type Look, lineDash, paletteSize } from './theme.ts';

/** The class that sets the colour of a line as `--c`. */
export function colorClass({ slot }: Look): string {
  return `run-${slot % paletteSize}`;
}

/** The sign of a line beside its name: a dot, a ring for the second of its colour, the line itself where styles tell more. */
export function lineKey(look: Look, contrast: boolean): TemplateResult {
  if (!contrast && look.variant < 2)
    return html`<span class="dot ${colorClass(look)} ${look.variant === 1 ? 'ring' : ''}" aria-hidden="true"></span>`;
  const dash = lineDash(look, contrast).join(' ');
  return html`<svg class="key ${colorClass(look)}" viewBox="0 0 18 8" aria-hidden="true">
    ${svg`<line x1="0" x2="18" y1="4" y2="4" stroke-dasharray=${dash}></line>`}
  </svg>`;
}
