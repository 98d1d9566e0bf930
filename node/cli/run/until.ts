/** The condition of `--until`, in the words by which runs are found in the side bar and the panel; and whether it holds. */
import { runFilter } from '../../../core/compare/runFilter.ts';
import type { Race, Run } from '../../../core/race/race.ts';
import { type NamedSpec, type Setting, settingsOf } from '../../../core/race/runSettings.ts';
import { UsageError } from '../usageError.ts';

export interface Until {
  /** As it was typed. */
  readonly text: string;
  /** Whether all runs have to meet it; else one is enough. */
  readonly isForAll: boolean;
}

export interface Judgement {
  readonly holds: boolean;
  /** `loss < 0.1 holds for 3 of 8 runs.` */
  readonly words: string;
}

/**
 * Of a race that is over, or as it stands.
 * @throws {UsageError} if the condition can't be understood, or asks for something that no run has.
 */
export function judge({ text, isForAll }: Until, race: Race): Judgement {
  const named = race.runs.map((run) => ({ run, facts: { ...run.spec, name: run.name } }));
  const accuracies = new Map(named.map(({ run, facts }) => [facts, accuracyOf(run)] as const));
  const settings = [...settingsOf(named.map(({ facts }) => facts)), accuracySetting(accuracies)];
  const filter = runFilter(joined(text), settings);
  if ('fault' in filter) throw new UsageError(`--until ${text} — ${filter.fault}`, 'run');
  if (Number.isFinite(filter.most))
    throw new UsageError(`--until ${text} — expected conditions alone, without best:${filter.most}`, 'run');
  const met = named.filter(({ run, facts }) =>
    filter.matches({ facts, name: run.name, state: run.record.state, title: race.title, phase: race.phase }),
  ).length;
  const count = named.length;
  const holds = isForAll ? met === count : met > 0;
  const needed = isForAll && !holds ? '; all have to meet it' : '';
  const runs = count === 1 ? '1 run' : `${count} runs`;
  return { holds, words: `${text} holds for ${met === 0 ? 'none' : met} of ${runs}${needed}.` };
}

/** `loss<0.1` for `loss < 0.1`, which would be three words to the filter. */
function joined(text: string): string {
  return text.replaceAll(/\s*(<=|>=|!=|==|<|>|=)\s*/g, '$1');
}

function accuracySetting(accuracies: ReadonlyMap<NamedSpec, number | null>): Setting {
  return { id: 'accuracy', name: 'accuracy', of: (facts) => accuracies.get(facts) ?? null };
}

/** 0 to 1; null where there is none. */
function accuracyOf({ record }: Run): number | null {
  return record.evaluations.at(-1)?.accuracy ?? null;
}
