/** The text of the rule with the line that is looked at. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { RuleLine } from '../../core/debug/inspector/ruleLines.ts';
import { words } from './words.ts';

/** @param known Lines that a person can look at. */
export function ruleText(
  lines: readonly RuleLine[],
  current: number,
  known: ReadonlySet<number>,
  choose: (line: number) => void,
): TemplateResult {
  return html`<div class="rule-text" role="region" tabindex="0" aria-label=${words.rule}>
    ${lines.map((pieces, place) => {
      const line = place + 1;
      const isKnown = known.has(line);
      const classes = ['code-line', line === current ? 'current' : '', isKnown ? 'known' : ''];
      return html`<div class=${classes.filter(Boolean).join(' ')} data-line=${line} @click=${isKnown ? () => choose(line) : nothing}>
        <span class="gutter" aria-hidden="true">${line}</span>
        <span class="code"
          >${pieces.map(({ text, type }) => (type === null ? text : html`<span class="word-${type}">${text}</span>`))}</span
        >
      </div>`;
    })}
  </div>`;
}
