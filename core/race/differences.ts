/** What tells runs apart, and what all have alike. */
import { type NamedSpec, type Setting, settingsOf, settingText } from './runSettings.ts';

export interface Differences {
  /** Those that have it have different values. */
  readonly differ: readonly Setting[];
  /** Of several runs, and the same in all that have it. */
  readonly equal: readonly Setting[];
  /** All, those of one run alone among them. */
  readonly all: readonly Setting[];
}

export function differencesOf(runs: readonly NamedSpec[]): Differences {
  const all = settingsOf(runs);
  const differ = all.filter((setting) => distinct(setting, runs) > 1);
  const known = new Set(differ);
  const equal = all.filter((setting) => !known.has(setting) && isShared(setting, runs));
  return { differ, equal, all };
}

/** Whether losses can be compared: those of one function, or of one data set. */
export function areComparable({ differ }: Pick<Differences, 'differ'>): boolean {
  return !differ.some(({ id }) => id === 'problem' || id === 'condition');
}

/** Whether runs of one optimizer differ in it: its default may be another than that of others. */
export function differsWithin(setting: Setting, runs: readonly NamedSpec[]): boolean {
  const values = new Map<string, unknown>();
  return runs.some((run) => {
    const value = setting.of(run);
    if (value === null) return false;
    if (values.has(run.optimizer)) return values.get(run.optimizer) !== value;
    values.set(run.optimizer, value);
    return false;
  });
}

function distinct(setting: Setting, runs: readonly NamedSpec[]): number {
  return new Set(runs.map(setting.of).filter((value) => value !== null)).size;
}

function isShared({ of }: Setting, runs: readonly NamedSpec[]): boolean {
  const some = runs.filter((run) => of(run) !== null);
  return some.length > 1 || some.length === runs.length;
}

/** Of more than these, the others are counted. */
const mostNamed = 6;

/**
 * `Same problem (Ill-conditioned valley), start and 200 steps. They differ in optimizer, learning rate and beta2.` Nothing
 * of one run.
 */
export function differencesText(runs: readonly NamedSpec[], found: Differences): string {
  const [first] = runs;
  if (!first || runs.length < 2) return '';
  const { differ } = found;
  const names = differ.filter(({ id }) => id !== 'problem').map(({ name }) => name);
  return [
    areComparable(found)
      ? `Same ${listOf(sharedParts(first, found))}.`
      : 'Their problems differ: each curve can be compared with its own target alone.',
    differ.length === 0
      ? 'They have all settings alike.'
      : names.length > 0
        ? `They differ in ${listOf(shortened(names))}.`
        : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Problem, start and length, as far as all have the same. */
function sharedParts(run: NamedSpec, { equal }: Differences): string[] {
  return equal.flatMap((setting) => {
    const value = setting.of(run);
    if (value === null) return [];
    switch (setting.id) {
      case 'problem':
        return [`problem (${settingText(value)})`];
      case 'start':
        return ['start'];
      case 'steps':
      case 'epochs':
        return [`${value.toLocaleString('en')} ${value === 1 ? setting.name.slice(0, -1) : setting.name}`];
      default:
        return [];
    }
  });
}

/**
 * `problem, start (1, 10), steps 200, beta1 0.9, engine`: what is equal, of these settings. What is off in all is left out.
 */
export function equalText(runs: readonly NamedSpec[], settings: readonly Setting[]): string {
  return settings
    .flatMap(({ name, of, isKnown = false, usual = [] }) => {
      const value = runs.map(of).find((each) => each !== null);
      if (value === undefined || value === null || usual.includes(value)) return [];
      return [isKnown ? name : `${name} ${settingText(value)}`];
    })
    .join(', ');
}

function shortened(names: readonly string[]): string[] {
  const more = names.length - mostNamed;
  return more > 1 ? [...names.slice(0, mostNamed), `${more} more settings`] : [...names];
}

/** `a`, `a and b`, `a, b and c`. */
function listOf(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
