/** Lines of at most so many characters, where words allow it. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  // What stands in quotes stays together.
  for (const word of text.match(/"[^"]*"\S*|\S+/g) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
