/** Numbers as people read them, the same in panel, side bar, messages and exports. */
import { once } from './once.ts';

/** `0.8975`, `32.69`, `1.592e-8`, `1.009e+6`: as many significant digits as asked for, an exponent where zeros would hide them. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const scientific = value.toExponential(digits - 1);
  // Small ones by what they are rounded to: 0.00099999999 is 0.001000.
  const exponent = Math.max(Math.floor(Math.log10(Math.abs(value))), -3);
  if (exponent >= 5 || Math.abs(Number(scientific)) < 1e-3) return scientific;
  return value.toFixed(Math.max(0, digits - 1 - exponent));
}

/** As a person gave it: what is 0.30000000000000004 after some arithmetic was 0.3. */
export function formatSetting(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** `-0.000017`: a fixed number of decimals, as the tutorial prints them, unless the number is too long for that. */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  if (Math.abs(value) >= 1e6) return value.toExponential(3);
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** `97.3 %` */
export function formatPercent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** `1,230,000`: three significant digits, for speeds. */
export function formatRate(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}

/** Made once, since making one takes longer than all that it is used for in a frame; the first takes milliseconds. */
const grouped = once(() => new Intl.NumberFormat('en', { useGrouping: true }));
const plain = once(() => new Intl.NumberFormat('en', { useGrouping: false }));

/** `200`, `12,500`: counts below ten thousand need no separator. */
export function formatCount(value: number): string {
  return (value >= 10_000 ? grouped() : plain()).format(value);
}

/** Characters of a value or a name in a message. */
export const longestInMessage = 40;

const halfPair = /[\uD800-\uDBFF]$/;

/** The text as far as there is room, with an ellipsis where it is cut; no half of a surrogate pair is left. */
export function clipped(text: string, most = longestInMessage): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(halfPair, '')}…`;
}

/** A piece of a program, cut as `clipped` does, but between escapes, and with the quote that ends it. */
export function clippedSource(text: string, most = longestInMessage): string {
  if (text.length <= most) return text;
  const quote = /^(["'])(?:\\.|[^\\])*\1$/s.exec(text)?.[1] ?? '';
  const room = text.slice(0, most - 1 - quote.length);
  const whole = /^(?:\\u[\da-f]{4}|\\[^u]|[^\\])*/is.exec(room)?.[0] ?? room;
  return `${whole.replace(halfPair, '')}…${quote}`;
}

/** `6.1 GB`, `340 MB`: what people read about memory, in powers of ten. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return `${Math.ceil(bytes / 1e6)} MB`;
}

/** `3.42 ms`, `1.20 s`, `2 min 5 s` */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return `${formatNumber(1000 * seconds, 3)} ms`;
  if (seconds < 60) return `${formatNumber(seconds, 3)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
