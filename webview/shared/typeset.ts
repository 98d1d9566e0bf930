/** LaTeX → elements, as KaTeX makes them, with MathML for screen readers. */
import katex from 'katex';

const typesetAs = new WeakMap<Element, string>();

/** Fills each formula below an element that is empty or another by now. */
export function typeset(root: HTMLElement): void {
  for (const element of root.querySelectorAll<HTMLElement>('.formula')) {
    const latex = element.dataset['latex'] ?? '';
    if (typesetAs.get(element) === latex) continue;
    typesetAs.set(element, latex);
    // What it can't read it shows as it is.
    katex.render(`\\displaystyle ${latex}`, element, { throwOnError: false, strict: 'ignore' });
  }
  makeScrollable(root);
}

/** A formula that is wider than its place can be scrolled with keys, too. */
export function makeScrollable(root: HTMLElement): void {
  for (const element of root.querySelectorAll<HTMLElement>('.formula')) {
    if (element.scrollWidth > element.clientWidth + 1) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  }
}
