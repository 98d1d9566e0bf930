/** How long something will take, in words that claim no more than is known. */

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** `a few seconds`, `about 40 s`, `about 3 min`, `about 2.5 h`, `about 4 days`. */
export function aboutTime(seconds: number): string {
  if (seconds < 7.5) return 'a few seconds';
  if (seconds < 55) return `about ${5 * Math.round(seconds / 5)} s`;
  if (seconds < 9.5 * minute) return `about ${Math.max(1, Math.round(seconds / minute))} min`;
  if (seconds < 57.5 * minute) return `about ${5 * Math.round(seconds / minute / 5)} min`;
  if (seconds < 47.75 * hour) return `about ${Math.round((2 * seconds) / hour) / 2} h`;
  return `about ${Math.round(seconds / day).toLocaleString('en')} days`;
}
