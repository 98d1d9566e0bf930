/** What is safe to show in a terminal. */

/** Names and messages may come from files: what a terminal would take for a command is left out of them. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '').replaceAll('\t', ' ');
}

/** For a row of a table. */
export function oneLine(text: string): string {
  return printable(text.replaceAll(/\s*[\r\n]+\s*/g, ' '));
}
