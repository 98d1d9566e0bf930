/** Which parameters are looked at: of two, from a list of what can be chosen; of many, found by name or by size of update. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ParameterChoice } from '../../core/debug/inspector/inspection.ts';
import { readDigits } from '../../core/rule/inspect/digits.ts';
import { icon } from './icons.ts';
import { words } from './words.ts';

export interface PickerState {
  /** Of all, where they are few; else none, and they are searched. */
  readonly names: readonly string[];
  /** By their indices, with their names as far as they are known. */
  readonly chosen: readonly { readonly index: number; readonly name: string }[];
  readonly query: string;
  /** null before they are known. */
  readonly found: readonly ParameterChoice[] | null;
  readonly choose: (parameters: readonly number[]) => void;
  readonly search: (query: string) => void;
}

export function parameterPicker(state: PickerState): TemplateResult {
  return state.names.length === 0 ? searchedPicker(state) : plainPicker(state);
}

/** All together, or each alone. */
function plainPicker({ names, chosen, choose }: PickerState) {
  const all = [...names.keys()];
  const sets = [all, ...all.map((index) => [index])];
  return chooser(
    words.coordinates,
    sets.map((set) => ({ value: set.join(), label: set.map((index) => names[index] ?? '').join(', ') })),
    chosen.map(({ index }) => index).join(),
    (value) => choose(value.split(',').map(Number)),
  );
}

function searchedPicker({ chosen, query, found, choose, search }: PickerState) {
  const names = chosen.map(({ name }) => name).join(', ');
  const toggle = (index: number) => {
    const others = chosen.map((each) => each.index).filter((each) => each !== index);
    const isChosen = others.length < chosen.length;
    // One at least, and two at most: the newest two.
    if (isChosen && others.length > 0) choose(others);
    else if (!isChosen) choose([...others.slice(-1), index]);
  };
  const opened = (event: Event) => {
    if ((event as ToggleEvent).newState === 'open') search(query);
  };
  return html`<span class="field">
    <span class="label" id="parameters-label">${words.parameters}</span>
    <button type="button" class="choice" popovertarget="parameters" aria-labelledby="parameters-label parameters-names">
      <span id="parameters-names">${names}</span>${icon('chevron')}
    </button>
    <div id="parameters" class="menu parameters" popover role="group" aria-label=${words.parameters} @toggle=${opened}>
      <input
        type="search"
        class="input"
        autofocus
        placeholder=${words.search}
        aria-label=${words.search}
        .value=${query}
        @input=${({ target }: Event) => target instanceof HTMLInputElement && search(target.value)}
      />
      <p class="menu-head" role="status">
        ${found?.length === 0 ? words.none : query.trim() === '' ? words.largest : words.found}
      </p>
      <div class="found">
        ${(found ?? []).map(({ index, name, gradient, update }) => {
          const isChosen = chosen.some((each) => each.index === index);
          return html`<button type="button" class="menu-item" aria-pressed=${isChosen} @click=${() => toggle(index)}>
            <span class="parameter-name">${name}</span>
            <span class="num"><span class="sr-only">${words.update}</span> ${readDigits(update)}</span>
            <span class="num quiet"><span class="sr-only">${words.gradient}</span> ${readDigits(gradient)}</span>
          </button>`;
        })}
      </div>
    </div>
  </span>`;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A select with its label. @param sign What stands before the chosen one. */
export function chooser(
  label: string,
  choices: readonly Choice[],
  chosen: string,
  choose: (value: string) => void,
  sign: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const change = ({ target }: Event) => target instanceof HTMLSelectElement && choose(target.value);
  return html`<label class="field">
    <span class="label">${label}</span>
    <span class="select">
      ${sign}
      <select .value=${chosen} @change=${change}>
        ${choices.map((each) => html`<option value=${each.value} ?selected=${each.value === chosen}>${each.label}</option>`)}
      </select>
      ${icon('chevron')}
    </span>
  </label>`;
}
