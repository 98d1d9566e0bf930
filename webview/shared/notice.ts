/** What stands on a page in the place of what isn't open yet, or can't be. */
import { html, type TemplateResult } from 'lit/html.js';

export type Notice =
  | { readonly kind: 'loading' }
  | { readonly kind: 'opening'; readonly title: string }
  | { readonly kind: 'failed'; readonly message: string };

export interface NoticeWords {
  /** Of the page. */
  readonly title: string;
  readonly loading: string;
  readonly opening: (title: string) => string;
}

export function noticeView(notice: Notice, { title, loading, opening }: NoticeWords): TemplateResult {
  switch (notice.kind) {
    case 'loading':
      return html`<p class="notice quiet" role="status">${loading}</p>`;
    case 'opening':
      return html`<p class="notice quiet" role="status">${opening(notice.title)}</p>`;
    case 'failed':
      return html`<h1 class="notice">${title}</h1>
        <p class="notice bad" role="alert">${notice.message}</p>`;
  }
}
