import type { AnySpec } from '../experiment/runSpec.ts';
import type { RecordChoice } from '../experiment/schema.ts';
import type { Climbing } from '../race/climbing.ts';
import type { RaceOrLog } from '../race/race.ts';
import { recordingOfRace } from '../race/raceFacts.ts';
import { phaseOf, type Shown } from '../race/shown.ts';
import { stableText } from '../stableText.ts';
import type { RaceState, RaceView } from './panel.ts';

/** What is on the screen as the panel draws it, complete. */
export function viewShown(shown: Shown): RaceView {
  const { id, title, isWhole, races, runs } = shown;
  const [first] = races;
  const race = isWhole ? first : undefined;
  const targets = races.map(({ experiment }) => experiment?.target ?? null);
  const target = common(targets);
  const targetUnits = common(races.map(({ csv }) => csv?.shape.targetUnits));
  const rows = common(races.map((each) => each.rows));
  const climbing = climbingOf(shown);
  return {
    ...{ id, title, isWhole },
    caption: race?.caption ?? null,
    notes: [...(race?.notes ?? [])],
    ...(climbing.length > 0 && { climbing }),
    problem: common(races.map(({ experiment }) => experiment?.problem ?? null)) ?? null,
    target: target ?? null,
    ...(target === undefined && { targets }),
    ...(targetUnits && { targetUnits }),
    ...(rows !== undefined && { rows }),
    record: common(races.map(keptOf)) ?? 'steps',
    ...stateOf(shown),
    experiments: races.map((each) => each.title),
    runs: runs.map(({ spec, name, color, variant, home, record, before, race: from }) => ({
      ...{ spec: withoutText(spec), name, color, variant, home },
      experiment: races.indexOf(from),
      record: record.pieceFrom(),
      ...(before && { before: before.pieceFrom() }),
    })),
  };
}

/** By their places on the screen. */
function climbingOf({ runs }: Shown): Climbing[] {
  return runs.flatMap(({ race, number }, run) =>
    (race.log ? [] : race.climbing).filter((each) => each.run === number).map((each) => ({ ...each, run })),
  );
}

/** Of a sweep each run would have the text of its rule once more, and a page computes nothing. */
function withoutText(spec: AnySpec): AnySpec {
  if (!spec.rule) return spec;
  const { text: _, ...rule } = spec.rule;
  return { ...spec, rule };
}

/** Of a log, every point is there that the log has. */
function keptOf(race: RaceOrLog): RecordChoice {
  return race.experiment ? recordingOfRace(race).keep : 'steps';
}

/** How it stands: its speed is that of the first race that goes on, its threads are those of all. */
export function stateOf({ races }: Pick<Shown, 'races'>): RaceState {
  const current = races.find(({ phase }) => phase !== 'ended') ?? races[0];
  return {
    phase: phaseOf({ races }),
    ...(races.length > 1 && { phases: races.map(({ phase }) => phase) }),
    speed: current?.speed ?? 'max',
    threads: races.reduce((sum, { threads }) => sum + threads, 0),
    ...(races.some((race) => !race.log && race.queue !== null) && { onQueue: true }),
  };
}

/** What all have alike; undefined where they differ. */
function common<T>(values: readonly T[]): T | undefined {
  const [first, ...others] = values;
  const text = stableText(first);
  return others.every((each) => stableText(each) === text) ? first : undefined;
}
