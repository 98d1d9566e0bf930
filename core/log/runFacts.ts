/** What was found of a logged run, and what the person should know of it. */
import { namesList } from '../fault.ts';
import { formatCount } from '../format.ts';
import type { KeptPoints } from './keptPoints.ts';
import { type Candidates, type Role, type Roles, roleNames } from './logRoles.ts';
import type { Found } from './runColumns.ts';
import type { StepUnit } from './stepSource.ts';
import type { LoggedRun } from './trainingLog.ts';

/** The points that are drawn; null where there is no such column. */
export interface DrawnPoints {
  readonly loss: KeptPoints | null;
  readonly validationLoss: KeptPoints | null;
  readonly accuracy: KeptPoints | null;
}

export interface RunFacts {
  /** Empty where the log is of one run. */
  readonly name: string;
  /** The names of all columns, in their order: what a person can choose from. */
  readonly names: readonly string[];
  readonly roles: Roles;
  /** For each role the names that may have it, the likeliest first. */
  readonly candidates: Candidates;
  readonly stepUnit: StepUnit;
  /** How many numbers the column of each role has. */
  readonly counts: { readonly [R in Role]?: number };
  /** The largest step of what is drawn; 0 before there is one. */
  readonly lastStep: number;
  /** Sentences for people. */
  readonly remarks: readonly string[];
}

export function runFacts(
  run: LoggedRun,
  found: Found,
  { loss, validationLoss, accuracy }: DrawnPoints,
  isPercent: boolean,
): RunFacts {
  const { roles, candidates, unit } = found;
  const names = [...run.columns.keys()];
  const drawn = [loss, validationLoss, accuracy].filter((points) => points !== null);
  const lastStep = drawn.reduce((last, points) => Math.max(last, points.lastStep), 0);
  const remarks = [
    missingLoss(roles, names),
    guessedLoss(roles, candidates),
    names.length === 0 ? undefined : stepWords(found),
    restartWords(drawn),
    isPercent ? `${roles.accuracy} is in percent: it is shown as a share.` : undefined,
  ].filter((remark) => remark !== undefined);
  const counts: { [R in Role]?: number } = {};
  for (const role of roleNames) {
    const column = run.columns.get(roles[role] ?? '');
    if (column) counts[role] = column.length;
  }
  return { name: run.name, names, roles, candidates, stepUnit: unit, counts, lastStep, remarks };
}

function missingLoss({ loss, validationLoss }: Roles, names: readonly string[]): string | undefined {
  if (loss !== undefined) return undefined;
  if (names.length === 0) return 'No numbers yet.';
  const what =
    validationLoss === undefined ? 'No column is called a loss' : 'No column is called a training loss';
  return `${what} — there are ${namesList(names)}; choose one of them.`;
}

function guessedLoss({ loss }: Roles, candidates: Candidates): string | undefined {
  if (loss === undefined || candidates.loss.length === 1) return undefined;
  if (candidates.loss.includes(loss))
    return `The loss is ${loss}; there are also ${namesList(candidates.loss.filter((name) => name !== loss))}.`;
  return `The loss is ${loss}, though it isn't called one.`;
}

function stepWords({ roles, unit, written, fault }: Found): string | undefined {
  if (fault === 'again')
    return `${roles.step ?? roles.epoch} begins again in each epoch: rows are counted as steps.`;
  if (fault === 'equal') return `Most points have the same ${written} as the one before: they are counted.`;
  if (unit === 'epoch' && roles.epoch !== undefined)
    return 'No column is called a step: epochs are taken for it.';
  return unit === 'row' ? 'No column is called a step: rows are counted.' : undefined;
}

function restartWords(drawn: readonly KeptPoints[]): string | undefined {
  const restarts = drawn.reduce((most, points) => Math.max(most, points.restarts), 0);
  if (restarts === 0) return undefined;
  const replaced = drawn.reduce((sum, points) => sum + points.replaced, 0);
  const times = restarts === 1 ? 'once' : `${formatCount(restarts)} times`;
  return `Steps go back ${times}, as after a restart from a checkpoint: later points replace ${formatCount(replaced)} earlier ones.`;
}
