/** What can be given where: a message that lists names advises none that is refused then. */
import type { Context, ScheduleUse } from './schedule.ts';
import type { ScheduleKind } from './scheduleKind.ts';

/** Where something is given: at the top or inside another schedule, in an experiment or not. */
export interface Place extends Pick<Context, 'excluded'> {
  readonly use?: Pick<ScheduleUse, 'experimentFields'> | undefined;
}

/** Names that can stand there, with the fields of the experiment beside them. */
export function offeredArguments(kind: ScheduleKind, { use, excluded }: Place): string[] {
  const { arguments: known, outsideExperiments = {}, hasBaseLr = false } = kind;
  const fields = use?.experimentFields;
  const isPart = excluded !== undefined;
  // One that may be left out and is none of the schedule's own is not read.
  const takesBaseLr = hasBaseLr || (known['base_lr']?.optional === false && (isPart || !fields));
  const names = Object.keys(known).filter((name) => {
    if (name === 'base_lr') return takesBaseLr;
    return !(fields && Object.hasOwn(outsideExperiments, name));
  });
  return isPart || !fields ? names : [...names, ...fields];
}

/** Why a schedule can't stand there; null where it can. */
export function whyNotOffered(
  { name, arguments: known, outsideExperiments = {} }: ScheduleKind,
  { use, excluded = [] }: Place,
): string | null {
  if (excluded.includes(name)) return `${name} can't stand inside another`;
  if (!use?.experimentFields) return null;
  const [needed] = Object.entries(outsideExperiments).filter(([each]) => known[each]?.optional === false);
  return needed ? `${name} needs ${needed[0]}, and ${needed[1]}` : null;
}
