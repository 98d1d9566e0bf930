/** Of what stands around a cell's words. */
export const proseClass = 'optimizer-prose';

/**
 * Lines as long as a book has them, that end where cells do and not below the scroll bar; headings that go by their size, and tables
 * without a cage. VS Code's own rules are before these.
 */
export const proseStyles = `
.${proseClass} { max-width: calc(44em + 8px); padding-inline-end: 8px; box-sizing: border-box; line-height: 1.5; }
.${proseClass} > :first-child { margin-top: 0; }
.${proseClass} > :last-child { margin-bottom: 0; }
.${proseClass} :is(h1, h2, h3) { font-weight: 600; line-height: 1.3; }
.${proseClass} h1 { font-size: 1.75em; }
.${proseClass} h2 { font-size: 1.3em; margin: 1.6em 0 0.6em; }
.${proseClass} h3 { font-size: 1.1em; margin: 1.4em 0 0.6em; }
.${proseClass} table { display: block; width: max-content; max-width: 100%; margin-block: 1em; overflow-x: auto; }
.${proseClass} :is(th, td) { padding: 5px 8px; border: none; border-bottom: 1px solid color-mix(in srgb, currentcolor 25%, transparent); }
.${proseClass} th { font-weight: 600; }
.${proseClass} .katex-display { overflow: auto hidden; }
.${proseClass} .number { white-space: nowrap; }
`;
