/** The signs on buttons, in the manner of VS Code's. */
import { live } from 'lit/directives/live.js';
import { html, svg, type TemplateResult } from 'lit/html.js';

const paths = {
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5v9L12 8z',
  stop: 'M4 4h8v8H4z',
  again: 'M3.2 3v3.6h3.6M3.5 6.3a5 5 0 1 1-.4 3.2',
  all: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  copy: 'M6 5.5h7v8H6zM4 10.5H3v-8h7v1',
  plus: 'M8 3v10M3 8h10',
  lesson: 'M1.5 6.2 8 3.2l6.5 3L8 9.2zM4 7.6v3.2c2 1.8 6 1.8 8 0V7.6',
  chevron: 'm4 6.5 4 4 4-4',
} as const;

export type IconName = keyof typeof paths;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    ${svg`<path d=${paths[name]}></path>`}
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

/** @param name Read in place of the label, which it begins with. */
export function chooser(
  label: string,
  choices: readonly { readonly value: string; readonly label: string }[],
  chosen: string,
  choose: (value: string) => void,
  name = label,
): TemplateResult {
  const change = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) choose(target.value);
  };
  return html`<label class="field">
    <span class="label">${label}</span>
    <span class="select">
      <select aria-label=${name} @change=${change}>
        ${choices.map(
          // The value of the select is set before there are its options.
          ({ value, label }) =>
            html`<option value=${value} .selected=${live(value === chosen)}>${label}</option>`,
        )}
      </select>
      ${icon('chevron')}
    </span>
  </label>`;
}
