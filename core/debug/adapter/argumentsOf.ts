/** What requests bring along, which may be anything. */
import { clipped } from '../../format.ts';
import { RequestFault } from './requestFault.ts';

export type Values = Readonly<Record<string, unknown>>;

/** @throws {RequestFault} if it is no number. */
export function numberIn(values: Values, name: string): number {
  const value = values[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new RequestFault(`${name} = ${shown(value)} — expected a number`);
}

/** @param usual Where there is none. */
export function numberOr(values: Values, name: string, usual: number): number {
  return values[name] === undefined ? usual : numberIn(values, name);
}

/** @throws {RequestFault} if it is no text. */
export function textIn(values: Values, name: string): string {
  const value = values[name];
  if (typeof value === 'string') return value;
  throw new RequestFault(`${name} = ${shown(value)} — expected a text`);
}

export function shown(value: unknown): string {
  return value === undefined ? 'missing' : clipped(String(JSON.stringify(value)));
}
