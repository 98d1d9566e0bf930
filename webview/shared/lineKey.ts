import { html, svg, type TemplateResult } from 'lit/html.js';
import type { RunData } from './data/runData.ts';
import { lineDash, paletteSize } from './theme.ts';

/** The class that sets a run's colour as `--c`. */
export function runColor({ facts }: RunData): string {
  return `run-${facts.color % paletteSize}`;
}

/** The sign of a run beside its name: a dot, a ring for an optimizer's second run, its line where styles tell more. */
export function runKey(run: RunData, contrast: boolean): TemplateResult {
  const { color, variant } = run.facts;
  if (!contrast && variant < 2)
    return html`<span class="dot ${runColor(run)} ${variant === 1 ? 'ring' : ''}" aria-hidden="true"></span>`;
  const dash = lineDash(color, variant, contrast).join(' ');
  return html`<svg class="key ${runColor(run)}" viewBox="0 0 18 8" aria-hidden="true">
    ${svg`<line x1="0" x2="18" y1="4" y2="4" stroke-dasharray=${dash}></line>`}
  </svg>`;
}
