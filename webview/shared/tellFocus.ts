import { type PageFocus, pageFocus } from '../../core/protocol/pageFocus.ts';

/** Tells the extension whenever the page takes the focus: a question that has just opened takes it back. */
export function tellFocus(post: (message: PageFocus) => void): void {
  window.addEventListener('focus', () => post(pageFocus));
}
