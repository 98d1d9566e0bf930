/** The lines between `---` at the beginning of a lesson: `key: value`, as far as lessons need it. Git hosts show them as a table. */
import { didYouMean } from '../rule/syntax/errors.ts';
import type { LessonFacts } from './lesson.ts';
import { contentOf, isBlank, linesOf } from './lines.ts';

export interface FrontMatter {
  readonly facts: LessonFacts;
  /** Offsets in the text. */
  readonly faults: readonly { readonly message: string; readonly start: number; readonly end: number }[];
  /** The offset behind it. */
  readonly end: number;
}

const line = /^[ \t]*([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?$/;

const keys = ['title', 'number', 'minutes'];

/** Null where a text has none. @param start Behind a byte order mark. */
export function readFrontMatter(text: string, start = 0): FrontMatter | null {
  const [first, ...others] = linesOf(text.slice(start));
  if (first === undefined || !isRule(first)) return null;
  const count = others.findIndex(isRule);
  const between = others.slice(0, Math.max(0, count));
  // Around other text it is a line across the page.
  const isOne = between.every(isPlain) || (isPlain(between[0] ?? '') && !between.some(isBlank));
  if (count < 0 || !isOne) return null;
  const found = new Map<string, string>();
  const faults: FrontMatter['faults'][number][] = [];
  let offset = start + first.length;
  for (const each of between) {
    const content = contentOf(each);
    const message = readLine(content, found);
    if (message !== null) faults.push({ message, start: offset, end: offset + content.length });
    offset += each.length;
  }
  const end = offset + (others[count] ?? '').length;
  const facts = {
    title: found.get('title') ?? null,
    number: numberOf(found.get('number')),
    minutes: numberOf(found.get('minutes')),
  };
  if (facts.title === null)
    faults.push({
      message: 'title = missing — expected a line such as title: Momentum',
      start,
      end: start + 3,
    });
  return { facts, faults, end };
}

/** Whether a line may stand in front matter: `key: value`, a comment or nothing. */
function isPlain(each: string): boolean {
  return /^[ \t]*(#.*)?$/.test(contentOf(each)) || line.test(contentOf(each));
}

function isRule(each: string): boolean {
  return /^---[ \t]*$/.test(contentOf(each));
}

/** Adds what a line says; gives what is wrong with it. */
function readLine(content: string, found: Map<string, string>): string | null {
  if (isPlain(content) && !line.test(content)) return null;
  const [, key, value = ''] = line.exec(content) ?? [];
  if (key === undefined) return 'this line is none of a front matter — expected key: value';
  if (!keys.includes(key))
    return `unknown key '${key}' — expected one of ${keys.join(', ')}${didYouMean(key, keys)}`;
  if (found.has(key)) return `${key} is given twice — expected once`;
  const said = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (said === '') return `${key} = missing — expected a value behind the colon`;
  if (key !== 'title' && numberOf(said) === null)
    return `${key} = ${said} — expected a whole number from 1 to 999`;
  found.set(key, said);
  return null;
}

function numberOf(said: string | undefined): number | null {
  return said !== undefined && /^[1-9]\d{0,2}$/.test(said) ? Number(said) : null;
}
