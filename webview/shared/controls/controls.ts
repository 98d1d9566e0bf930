/** The small parts that toolbar and menus are made of: real buttons and selects in the theme's own look. */
import { html, nothing, type TemplateResult } from 'lit/html.js';

export function icon(name: string): TemplateResult {
  return html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;
}

/** A button that is off keeps the focus, so that pressing Stop doesn't lose the keyboard's place. */
export function iconButton(name: string, label: string, press: () => void, enabled = true): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    title=${label}
    aria-label=${label}
    aria-disabled=${enabled ? nothing : 'true'}
    @click=${() => enabled && press()}
  >${icon(name)}</button>`;
}

/** @param whyOff Why it can't be on now, however it was set; null where it can. @param title Else what it says on a closer look. */
export function toggleButton(
  label: string,
  pressed: boolean,
  press: () => void,
  { whyOff = null, title = null }: { whyOff?: string | null; title?: string | null } = {},
): TemplateResult {
  return html`<button
    type="button"
    class="toggle"
    title=${whyOff ?? title ?? nothing}
    aria-pressed=${pressed && whyOff === null}
    aria-disabled=${whyOff === null ? nothing : 'true'}
    @click=${() => whyOff === null && press()}
  >${label}</button>`;
}

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  /** More about it, on a closer look. */
  readonly title?: string | null;
}

export function select<T extends string | number>(
  label: string,
  choices: readonly Choice<T>[],
  chosen: T,
  choose: (value: T) => void,
): TemplateResult {
  const change = (event: Event) => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const choice = choices[event.target.selectedIndex];
    if (choice) choose(choice.value);
  };
  const title = choices.find(({ value }) => value === chosen)?.title ?? nothing;
  return html`<label class="field" title=${title}>
    <span class="label">${label}</span>
    <span class="select">
      <select .value=${String(chosen)} @change=${change}>
        ${choices.map(
          ({ value, label, title }) =>
            html`<option value=${value} title=${title ?? nothing} ?selected=${value === chosen}>${label}</option>`,
        )}
      </select>
      ${icon('chevron-down')}
    </span>
  </label>`;
}

export interface SliderOptions {
  /** From 0 to this. */
  readonly last: number;
  readonly value: number;
  /** What the value stands for. */
  readonly text: string;
  readonly title: string;
  choose(value: number): void;
}

export function slider(label: string, { last, value, text, title, choose }: SliderOptions): TemplateResult {
  const change = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) choose(Number(target.value));
  };
  return html`<label class="field" title=${title}>
    <span class="label">${label}</span>
    <input
      type="range"
      class="slider"
      min="0"
      max=${last}
      step="1"
      .value=${String(value)}
      aria-valuetext=${text}
      @input=${change}
    >
    <span class="slider-value">${text}</span>
  </label>`;
}

/** A popover of the platform: it closes by Escape and by a click elsewhere, and says so to screen readers. */
export function menu(id: string, iconName: string, label: string, items: TemplateResult): TemplateResult {
  return html`<button
      type="button"
      class="icon-button ${id}"
      title=${label}
      aria-label=${label}
      popovertarget=${id}
    >${icon(iconName)}</button>
    <div id=${id} class="menu ${id}" popover aria-label=${label} role="group">${items}</div>`;
}

export function menuItem(label: string, press: () => void): TemplateResult {
  const close = (event: Event) => {
    if (event.target instanceof Element) event.target.closest<HTMLElement>('[popover]')?.hidePopover();
    press();
  };
  return html`<button type="button" class="menu-item" @click=${close}>${label}</button>`;
}

export function linkButton(iconName: string, label: string, press: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${press}>${icon(iconName)}<span>${label}</span></button>`;
}
