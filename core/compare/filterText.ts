/** Conditions as a person would type them: what a press in a picture asks for stands in the field of the filter. */
import type { Setting, SettingValue } from '../race/runSettings.ts';
import { termsOf, valuesOf } from './filterGrammar.ts';
import { filterName } from './runFilter.ts';

/** The condition that what has this name lies between these, ends included; infinite ends are none. */
export function isWithin(name: string, low: number, high: number): string {
  const parts = [
    ...(Number.isFinite(low) ? [`${name}>=${low}`] : []),
    ...(Number.isFinite(high) ? [`${name}<=${high}`] : []),
  ];
  return parts.join(' ');
}

/**
 * The condition that a setting has one of these values: `lr=0.01`, `optimizer=Adam,"Clipped SGD"`.
 * @param settings That the filter is read with.
 */
export function isOneOf(
  setting: Setting,
  wanted: readonly SettingValue[],
  settings: readonly Setting[],
): string {
  return `${filterName(setting, settings)}=${wanted.map(quoted).join(',')}`;
}

function quoted(value: SettingValue): string {
  const text = String(value);
  return /^[^\s,"]+$/u.test(text) ? text : `"${text.replaceAll(/["\\]/gu, '\\$&')}"`;
}

/** The text with this in place of all that it asks of what has this name; an empty condition asks nothing. */
export function withCondition(text: string, name: string, condition: string): string {
  const others = termsOf(text).filter((term) => !isAbout(term, name));
  return [...others, condition].filter(Boolean).join(' ');
}

/** Between which numbers what has this name is asked to lie; null: nowhere. */
export function rangeIn(text: string, name: string): { readonly low: number; readonly high: number } | null {
  const bound = (sign: string) => {
    const term = termsOf(text).findLast((each) => each.startsWith(`${name}${sign}`));
    return term === undefined ? undefined : Number(term.slice(name.length + sign.length));
  };
  const [low, high] = [bound('>='), bound('<=')];
  if (low === undefined && high === undefined) return null;
  return { low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY };
}

/** Which of these what has this name is asked to be; null: nothing is asked. */
export function valuesIn(text: string, name: string): readonly string[] | null {
  const term = termsOf(text).findLast((each) => each.startsWith(`${name}=`));
  return term === undefined ? null : valuesOf(term.slice(name.length + 1));
}

function isAbout(term: string, name: string): boolean {
  return ['=', '<=', '>='].some((sign) => term.startsWith(`${name}${sign}`));
}
