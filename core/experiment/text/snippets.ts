/** What the editor inserts into experiments, as VS Code's snippets have it. */
import { oneLine } from '../../jsonText.ts';
import { tables } from '../tables.ts';

export interface Snippet {
  readonly label: string;
  readonly description: string;
  /** A value, whose texts may have places to type at. */
  readonly body: unknown;
}

/** A place to type a text at, in quotes. */
export function text(place: number, suggested: string): string {
  return `\${${place}:${suggested}}`;
}

/** A place to type something else than a text at. */
export function raw(place: number, suggested: string): string {
  return `^\${${place}:${suggested}}`;
}

/** A place to choose a text at. */
export function choice(place: number, words: readonly string[]): string {
  return `\${${place}|${words.join(',')}|}`;
}

/** The ids of a table, the likely one first. */
export function idsOf(table: string, likely?: string): string[] {
  const ids = (tables[table] ?? []).map(({ id }) => id);
  return likely === undefined ? ids : [likely, ...ids.filter((id) => id !== likely)];
}

/** The value in one line; what begins with ^ stands without quotes. @internal */
export function snippetLine(body: unknown): string {
  return oneLine(body).replace(/"\^((?:[^"\\]|\\.)*)"/g, (_, inner: string) => JSON.parse(`"${inner}"`));
}

/** The value with a line for each of its fields. */
export function snippetLines(body: object): string {
  const fields = Object.entries(body).map(
    ([name, value]) => `\t${JSON.stringify(name)}: ${snippetLine(value)}`,
  );
  return `{\n${fields.join(',\n')}\n}`;
}
