// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { followStops, keepOneStop } from '../../../webview/shared/controls/oneStop.ts';

let root = document.createElement('div');

/** The page anew, with this in it. */
function show(content: string): void {
  root = document.createElement('div');
  root.innerHTML = content;
  document.body.replaceChildren(root);
  followStops(root);
  keepOneStop(root);
}

const element = (id: string) => root.querySelector<HTMLElement>(`#${id}`);
const focused = () => document.activeElement?.id;
const stops = () => [...root.querySelectorAll('[tabindex="0"]')].map(({ id }) => id);

function press(key: string, change: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...change });
  document.activeElement?.dispatchEvent(event);
  return event.defaultPrevented;
}

const toolbar = `<div data-walk="row" data-items="button, select">
  <button id="a"></button><select id="b"><option>1</option></select>
  <div popover><button id="inside"></button></div><button id="c" aria-disabled="true"></button>
</div><button id="beside"></button>`;

describe('a toolbar', () => {
  beforeEach(() => show(toolbar));

  it('is one tab stop, whose menus are none of its controls', () => {
    expect(stops()).toEqual(['a']);
    expect(element('b')?.tabIndex).toBe(-1);
    expect(element('inside')?.hasAttribute('tabindex')).toBe(false);
  });

  it('is walked by arrow keys to its ends and no further, past a select and what is off', () => {
    element('a')?.focus();
    const seen = ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'ArrowLeft', 'End'].map(
      (key) => {
        const taken = press(key);
        return [focused(), taken];
      },
    );
    expect(seen).toEqual(['b', 'c', 'c', 'b', 'a', 'a', 'c'].map((id) => [id, true]));
  });

  it('leaves other keys alone: up and down choose in a select, and keys with modifiers are commands', () => {
    element('b')?.focus();
    expect(['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'x'].some((key) => press(key))).toBe(false);
    expect(press('ArrowRight', { ctrlKey: true })).toBe(false);
    expect(focused()).toBe('b');
  });

  it('is entered where the focus was last, however it came there', () => {
    element('c')?.focus();
    element('beside')?.focus();
    expect(stops()).toEqual(['c']);
    keepOneStop(root);
    expect(stops()).toEqual(['c']);
  });

  it('has a stop again when the one with it is gone', () => {
    element('c')?.focus();
    element('c')?.remove();
    keepOneStop(root);
    expect(stops()).toEqual(['a']);
  });

  it('is not walked from what is beside it or within a menu', () => {
    for (const id of ['beside', 'inside']) {
      element(id)?.focus();
      expect(press('ArrowRight')).toBe(false);
      expect(focused()).toBe(id);
    }
  });
});

it('walks a column up and down, and keeps its stop when rows change places', () => {
  show(`<table><tbody data-walk="column" data-items="tr">
    <tr id="one"><td><button id="b1" tabindex="-1"></button></td></tr><tr id="two"></tr><tr id="three"></tr>
  </tbody></table>`);
  expect(stops()).toEqual(['one']);
  element('one')?.focus();
  press('ArrowDown');
  press('ArrowRight');
  expect(focused()).toBe('two');
  const [two, body] = [element('two'), root.querySelector('tbody')];
  if (two) body?.append(two);
  keepOneStop(root);
  expect(stops()).toEqual(['two']);
  element('two')?.focus();
  press('ArrowUp');
  expect(focused()).toBe('three');
});
