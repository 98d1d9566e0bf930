/**
 * Text from files, names and rules, made plain for VS Code's own widgets. Notifications, progress and input boxes turn
 * `[text](command:…)` into a link, labels and the status bar turn `$(name)` into an icon, and hovers render Markdown.
 */

/** The most that is shown of one text; VS Code itself cuts notifications at 1,000. */
const most = 600;

/** Spaces of all kinds, with the line breaks that would push the rest of a message out of sight. */
const spaces = /[\s\u2800]+/gu;

/** What can't be seen, or turns the direction of what can: controls, marks of format, halves of surrogate pairs. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;

/** On one line, with nothing in it that is more than text, and nothing that can't be seen: that is written as `\u202e`. */
export function plain(text: string): string {
  const shown = withoutHalfPair(text.slice(0, most))
    .replace(spaces, ' ')
    .replace(unseen, escaped)
    // A link needs its brackets side by side, an icon its dollar sign before the bracket.
    .replace(/\](?=\()|\$(?=\()/g, '$& ');
  if (text.length <= most && shown.length <= most) return shown;
  return `${withoutHalfPair(shown.slice(0, most - 1))}…`;
}

/** The same, with the lines that it has. */
export function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n');
}

/** Plain text as Markdown: whatever could be syntax is written by its number, which no parser reads as syntax. */
export function plainMarkdown(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N}\p{M} ]/gu, (character) => `&#${character.codePointAt(0)};`);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** A cut may go through a character of two code units. */
function withoutHalfPair(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '');
}
