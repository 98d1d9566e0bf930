/** What a schedule is. */

/**
 * The learning rate that the next optimizer step uses, given how many were done: `schedule(0)` is the first step's.
 * A pure function: any order of calls, also backwards, gives the same rates.
 *
 * Only ReduceLROnPlateau reads `metrics`: `metrics[t]` is what was reported after step t + 1. The array may grow
 * between calls; what it already holds must not change.
 */
export interface Schedule {
  (stepsDone: number, metrics?: readonly number[]): number;
  /** The momentum (beta1 of Adam) that the next step uses; there only where the schedule cycles it. */
  readonly momentum?: (stepsDone: number) => number;
  /** Whether rates depend on the `metrics` of the calls, or on some that it has; absent where they depend on none. */
  readonly readsMetrics?: boolean;
  /** There only where rates don't depend on base_lr. */
  readonly ignoresBaseLr?: true;
  /** How many steps it has rates for; absent where it has no end. */
  readonly mostSteps?: number;
  /** The argument that the highest rates are proportional to; absent where that is base_lr. */
  readonly highest?: RateArgument;
}

export interface RateArgument {
  readonly path: Path;
  readonly value: number;
}

/** What is known of a schedule beside its rates. */
export type Traits = Partial<
  Pick<Schedule, 'momentum' | 'readsMetrics' | 'ignoresBaseLr' | 'mostSteps' | 'highest'>
>;

/** Where a value stands in the arguments. */
export type Path = readonly PropertyKey[];

/** What a schedule counts. */
export type Unit = 'step' | 'epoch';

/** How a schedule is going to be used, where that is known: what does not fit is refused or noted. */
export interface ScheduleUse {
  /** How many rates will be asked for; `unknown` where that will be known later. */
  readonly length: number | 'unknown';
  readonly unit: Unit;
  /** Whether another schedule takes over where this one ends. Default: false. */
  readonly isFollowed?: boolean;
  /** In an experiment: its fields that stand beside the arguments; absent elsewhere. */
  readonly experimentFields?: readonly string[];
  /** Takes what can be done as it was asked for, but hardly is what was meant; of a default, too. */
  readonly note: (path: Path, value: unknown, text: string, isDefault: boolean) => void;
}

/** Arguments by name, not yet checked. */
export type Given = Readonly<Record<string, unknown>>;

/** Where a schedule stands: at the top, or inside another. */
export interface Context {
  /** Of its name, for messages. */
  readonly namePath: Path;
  /** Of its arguments, for messages. */
  readonly path: Path;
  /** Steps done when it begins, of which its own count knows nothing. */
  readonly startsAt: number;
  /** Absent where nothing is known of it. */
  readonly use?: ScheduleUse | undefined;
  /** Inside another: names of the schedules that can't stand there. */
  readonly excluded?: readonly string[];
  /** Makes a schedule inside this one. */
  readonly create: (name: string, given: Given, context: Context) => Schedule;
}

/**
 * Arguments that no experiment is advised to give, since JSON has no functions and the metrics are the run's: why one
 * that is given is refused; null for one that is taken where it changes nothing.
 */
export type OutsideExperiments = Readonly<Record<string, string | null>>;

/** The rates as a schedule, together with what else is known of it. */
export function withTraits(
  rate: Schedule,
  traits: { readonly [T in keyof Traits]: Traits[T] | undefined },
): Schedule {
  const known = Object.entries(traits).filter(([, trait]) => trait !== undefined);
  return Object.assign(rate, Object.fromEntries(known));
}

/** What is known of a schedule, but for its momentum: that of another whose rates are made of its rates. */
export function traitsOf({ readsMetrics, ignoresBaseLr, mostSteps, highest }: Schedule) {
  return { readsMetrics, ignoresBaseLr, mostSteps, highest };
}

/** What is left of a use when a schedule begins after `steps` of it, and ends before `end`. */
export function laterUse(
  use: ScheduleUse | undefined,
  steps: number,
  end = Number.POSITIVE_INFINITY,
): ScheduleUse | undefined {
  if (!use || use.length === 'unknown') return use;
  const isFollowed = use.isFollowed === true || end < use.length;
  return { ...use, isFollowed, length: Math.max(0, Math.min(use.length, end) - steps) };
}
