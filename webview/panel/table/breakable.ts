import { html, type TemplateResult } from 'lit/html.js';

/** A name that breaks behind its underscores where it doesn't fit, rather than within a word: `weight_` `decay 0.01`. */
export function breakable(name: string): TemplateResult {
  const [first, ...others] = name.split(/(?<=_)/);
  return html`${first}${others.map((part) => html`<wbr />${part}`)}`;
}
