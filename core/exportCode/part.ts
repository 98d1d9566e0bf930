/** What a script is made of. */

/** Lines at the top of a script, with what they need imported. */
export interface Part {
  /** Lines such as `import math`. */
  readonly imports?: readonly string[];
  readonly code: string;
}

/** The lines of a template: without the empty ones at its ends, and without the indentation of its first. */
function lines(text: string): string[] {
  const all = text.replace(/^\n+|\s+$/g, '').split('\n');
  const [start = ''] = /^ */.exec(all[0] ?? '') ?? [];
  return all.map((line) => (line.startsWith(start) ? line.slice(start.length) : line.trimStart()));
}

/** As `lines`, in one text. */
export function code(text: string): string {
  return lines(text).join('\n');
}

/** The code of a rule, which begins with its imports, as a part. */
export function partOfSource(source: string): Part {
  const all = source.trimEnd().split('\n');
  const isImport = (line: string) => /^(import|from) /.test(line);
  const first = all.findIndex((line) => line !== '' && !isImport(line));
  return { imports: all.slice(0, first).filter(isImport), code: all.slice(first).join('\n') };
}
