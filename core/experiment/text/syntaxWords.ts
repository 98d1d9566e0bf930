/** What is wrong with a text that is no JSON, in words. */
import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import { clippedSource } from '../../format.ts';
import { placeOf } from './place.ts';

/** The most that is shown of what was found. */
const mostShown = 30;

interface SyntaxFault {
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

/** @param unclosed Where the brackets stand that are never closed. */
export function describeSyntax(error: ParseError, text: string, unclosed: readonly number[]): SyntaxFault {
  const code = printParseErrorCode(error.error);
  const torn = /^(CommaExpected|InvalidSymbol)$/.test(code) ? tornNumber(text, error.offset) : null;
  const { offset, length } = torn ?? error;
  const found = text.slice(offset, offset + length);
  const message = torn
    ? `${clippedSource(found, mostShown)} — expected a number, such as 10, 0.1 or 1e-3${decimalComma(text, offset, found)}`
    : words(code, text, offset, length, unclosed);
  // At the end of the text there is nothing to mark but what stands before it.
  const end = text.trimEnd().length;
  if (offset < end) return { message, offset, length: Math.max(1, length) };
  return { message, offset: Math.max(0, end - 1), length: Math.min(1, end) };
}

/** No number begins with a 0 that another digit follows, but decimals do: `0,05`. */
function decimalComma(text: string, offset: number, found: string): string {
  const before = text.slice(Math.max(0, offset - mostShown), offset);
  const whole = /(?<![\w.,])(\d+),\s?$/.exec(before)?.[1];
  if (whole === undefined || !/^0\d+$/.test(found)) return '';
  return `; a comma separates values: write ${whole}.${clippedSource(found, mostShown)}`;
}

/** The whole of what begins as a number and goes on as none, as `007`, `0x1f` and `-inf` do; null where nothing does. */
function tornNumber(text: string, offset: number): { offset: number; length: number } | null {
  const before = /[-\d.]*$/.exec(text.slice(Math.max(0, offset - mostShown), offset))?.[0].length ?? 0;
  const word = /^[-+]?[\w.]+/.exec(text.slice(offset - before, offset + mostShown))?.[0] ?? '';
  const isTorn = before > 0 || text[offset] === '-';
  return isTorn && word.length > before ? { offset: offset - before, length: word.length } : null;
}

function words(
  code: ReturnType<typeof printParseErrorCode>,
  text: string,
  offset: number,
  length: number,
  unclosed: readonly number[],
): string {
  const token = text.slice(offset, offset + length);
  const found = token === '' ? 'the end' : clippedSource(token, mostShown);
  switch (code) {
    case 'PropertyNameExpected':
      return `${found} — expected the name of a field in double quotes`;
    case 'ColonExpected':
      return `${found} — expected a colon after the name of the field`;
    case 'CommaExpected':
      return `${found} — expected a comma before it`;
    case 'CloseBraceExpected':
    case 'CloseBracketExpected':
      return `${found} — expected ${code === 'CloseBraceExpected' ? '}' : ']'}${opened(text, unclosed)}`;
    case 'EndOfFileExpected':
      return `${found} — expected nothing after the experiment`;
    case 'ValueExpected':
      if (text.trim() === '') return 'the file is empty — expected an experiment: { "problem": … }';
      return `${found} — expected a value`;
    case 'UnexpectedEndOfComment':
      return 'the comment does not end — expected */';
    case 'UnexpectedEndOfString':
      return `${found} — expected a double quote at the end of the text`;
    case 'UnexpectedEndOfNumber':
    case 'InvalidNumberFormat':
      return `${found} — expected more digits, as in 0.5 or 1e-3`;
    case 'InvalidUnicode':
      return `${found} — expected four digits from 0 to f after \\u`;
    case 'InvalidEscapeCharacter':
      return `${found} — expected \\\\ for a backslash, or / in a path`;
    case 'InvalidCharacter':
      return `${found} — expected \\t for a tab, or another name for a control character`;
    default:
      return `${found} — expected ${wordInstead(text, offset)}`;
  }
}

/** What to write in place of something that is no value. */
function wordInstead(text: string, offset: number): string {
  const rest = text.slice(offset, offset + mostShown);
  if (/^['‘’“”„`]/.test(rest)) return 'double quotes';
  if (/^\.\d/.test(rest)) return 'a digit before the point';
  if (/^\+/.test(rest)) return 'a number without +';
  if (/^(true|false|null)\b/i.test(rest)) return 'true, false or null in small letters';
  if (/^(nan|inf)/i.test(rest)) return 'a number, such as 0.1';
  if (/^#/.test(rest)) return 'a comment to begin with //';
  return 'a value: a number, true, false, or a text in double quotes';
}

/** Names the bracket that is still open, where there is one. */
function opened(text: string, unclosed: readonly number[]): string {
  const at = unclosed.at(-1);
  return at === undefined ? '' : ` for the ${text[at]} of line ${placeOf(text, at).line}`;
}
