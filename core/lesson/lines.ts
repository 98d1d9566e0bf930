/** A text line by line, each with its end: CRLF, LF or CR. Joined they are the text. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push(text.slice(start, index + end.length));
    start = index + end.length;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** Without its end. */
export function contentOf(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}

export function isBlank(line: string): boolean {
  return /^[ \t\r\n]*$/.test(line);
}

/** With "\n" at the end of each line, as editors have it. */
export function withPlainEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
