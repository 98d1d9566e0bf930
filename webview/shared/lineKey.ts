import { html, svg, type TemplateResult } from 'lit/html.js';
import { type Look, lineDash, paletteSize } from './theme.ts';

/** The class that sets the colour of a line as `--c`. */
export function colorClass({ slot }: Look): string {
  return `run-${slot % paletteSize}`;
}

/** The sign of a line beside its name: a dot, or a piece of the line where its style tells more, as long as its longest pattern. */
export function lineKey(look: Look, contrast: boolean): TemplateResult {
  if (!contrast && look.variant === 0)
    return html`<span class="dot ${colorClass(look)}" aria-hidden="true"></span>`;
  const dash = lineDash(look, contrast).join(' ');
  return html`<svg class="key ${colorClass(look)}" viewBox="0 0 28 11" aria-hidden="true">
    ${svg`<line x1="0" x2="28" y1="5.5" y2="5.5" stroke-dasharray=${dash}></line>`}
  </svg>`;
}
