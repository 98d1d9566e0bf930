/** People's text in Python: docstrings, comments and numbers. */
import { formatRange } from '../../check/range.ts';
import type { Hyperparameter, HyperparameterValues, Rule } from '../../syntax/rule.ts';
import { lineWidth, tab } from './layout.ts';
import type { NameOf } from './names.ts';

/** `1.0`, `0.5`, `1e-8`: never an integer, whose powers Python computes to the last digit however many there are. */
export function floatLiteral(value: number): string {
  if (value !== 0 && value < 1e-4) return value.toExponential();
  return /^[0-9]+$/.test(String(value)) ? `${value}.0` : String(value);
}

/** Paragraphs of lines as a docstring that says them, whatever they contain. Lines after the first may be indented. */
export function docstring(paragraphs: readonly (readonly string[])[], depth: number): readonly string[] {
  const written = paragraphs.filter((paragraph) => paragraph.length > 0);
  const lines = written.flatMap((paragraph, i) => [...(i === 0 ? [] : ['']), ...paragraph]);
  const width = lineWidth - depth * tab.length;
  const wrapped = lines.flatMap((line, i) => wrap(line, width, i === 0 ? '"""'.length : 0));
  const [first = '', ...rest] = wrapped.map(escapeText);
  return rest.length === 0 ? [`"""${first.replace(/"$/, '\\"')}"""`] : [`"""${first}`, ...rest, '"""'];
}

/** A comment of the rule as a comment. */
export function comment(text: string): string {
  return `# ${escapeText(text)}`;
}

/** What the rule's text says about it: its first line, then the others together. */
export function aboutParagraphs(rule: Rule): readonly (readonly string[])[] {
  if (rule.about === '') return [[`${rule.name}.`]];
  const [first = '', ...others] = rule.about.split('\n');
  return others.length === 0 ? [[first]] : [[first], [others.join(' ')]];
}

/** `Args:` and a line about each argument; nothing where there is none. */
export function argumentLines(hyperparameters: readonly Hyperparameter[], nameOf: NameOf): readonly string[] {
  if (hyperparameters.length === 0) return [];
  const lines = hyperparameters.map(({ name, description, range }) => {
    const limits = formatRange(nameOf(name), range).replaceAll(' ', noBreak);
    return `${tab}${nameOf(name)}: ${description === '' ? limits : `${description}; ${limits}`}`;
  });
  return ['Args:', ...lines];
}

/** `lr=0.001` for each hyperparameter, with its value in `values` or its default. */
export function argumentsWithDefaults(
  hyperparameters: readonly Hyperparameter[],
  nameOf: NameOf,
  values: HyperparameterValues,
): readonly string[] {
  const given = new Map(Object.entries(values));
  return hyperparameters.map(
    ({ name, default: value }) => `${nameOf(name)}=${signedLiteral(given.get(name) ?? value)}`,
  );
}

/** Any number: `-1.0`, `-0.0`, `float("inf")`. */
function signedLiteral(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return `float("${value < 0 ? '-inf' : 'inf'}")`;
  return value < 0 || Object.is(value, -0) ? `-${floatLiteral(-value)}` : floatLiteral(value);
}

/** A space at which a line isn't broken. */
const noBreak = '\u00a0';

/** @param reserved Number of characters in front of the first line. */
function wrap(line: string, width: number, reserved: number): readonly string[] {
  const [start = ''] = /^ */.exec(line) ?? [];
  const hanging = start === '' ? '' : start + tab;
  const lines: string[] = [];
  let current = start;
  for (const word of line.split(/[^\S\u00a0]/).filter((each) => each !== '')) {
    const isFirst = current.trim() === '';
    if (!isFirst && current.length + 1 + word.length > width - (lines.length === 0 ? reserved : 0)) {
      lines.push(current);
      current = `${hanging}${word}`;
    } else current = isFirst ? `${current}${word}` : `${current} ${word}`;
  }
  return [...lines, current].map((each) => each.replaceAll(noBreak, ' '));
}

/**
 * Escapes what ends a string, and characters that aren't seen or that change how others are seen. Half of a surrogate pair
 * is no character: Python takes no docstring with one.
 */
function escapeText(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replaceAll('\\', '\\\\')
    .replace(/"(?="")/g, '\\"')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16);
      return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
    });
}
