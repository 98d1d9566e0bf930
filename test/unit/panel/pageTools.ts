/** Draws parts of the panel's page from a state, and writes down what they ask for. */
import { render, type TemplateResult } from 'lit/html.js';
import type { FromPanel } from '../../../core/protocol/fromPanel.ts';
import type { PanelActions } from '../../../webview/panel/state.ts';

export interface Asked {
  readonly action: string;
  readonly arguments: readonly unknown[];
}

/** Actions that do nothing but being written down. */
export function actionsOf(): { actions: PanelActions; asked: Asked[]; posted: FromPanel[] } {
  const asked: Asked[] = [];
  const posted: FromPanel[] = [];
  const note =
    (action: string) =>
    (...rest: readonly unknown[]) =>
      void asked.push({ action, arguments: rest });
  const actions: PanelActions = {
    post: (message) => void posted.push(message),
    set: note('set'),
    toggleRun: note('toggleRun'),
    toggleRuns: note('toggleRuns'),
    toggleGroup: note('toggleGroup'),
    foldGroups: note('foldGroups'),
    removeRun: note('removeRun'),
    showAllRuns: note('showAllRuns'),
    find: note('find'),
    openRuns: note('openRuns'),
    goBack: note('goBack'),
    pick: note('pick'),
    showAnswer: note('showAnswer'),
    holdRows: note('holdRows'),
    moveCursor: note('moveCursor'),
    zoom: note('zoom'),
    lookAt: note('lookAt'),
    highlight: note('highlight'),
    savePicture: note('savePicture'),
    copyPicture: note('copyPicture'),
    saveNumbers: note('saveNumbers'),
    invalidate: note('invalidate'),
  };
  return { actions, asked, posted };
}

// This document's elements know nothing of popovers.
if (typeof HTMLElement !== 'undefined') HTMLElement.prototype.hidePopover ??= () => {};

/** The page with this in it and nothing else. */
export function draw(content: TemplateResult): HTMLElement {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  render(content, root);
  return root;
}

/** The only element that this selects. */
export function only(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelectorAll<HTMLElement>(selector);
  const [first] = found;
  if (!first || found.length > 1)
    throw new Error(`${selector} selects ${found.length} elements — expected one`);
  return first;
}

/** What a person reads there. */
export function textOf(element: Element | null | undefined): string {
  return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

export function textsOf(root: ParentNode, selector: string): string[] {
  return [...root.querySelectorAll(selector)].map(textOf);
}

/** The button with this text or name. */
export function button(root: ParentNode, name: string): HTMLElement {
  const found = [...root.querySelectorAll('button')].find(
    (each) => textOf(each) === name || each.getAttribute('aria-label') === name,
  );
  if (!found) throw new Error(`no button is called ${name}`);
  return found;
}

export function press(element: Element, key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  element.dispatchEvent(event);
  return event;
}
