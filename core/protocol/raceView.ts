import type { Race } from '../race/race.ts';
import { recordingOfRace } from '../race/raceFacts.ts';
import type { RaceView } from './panel.ts';

/** The race as the panel draws it, complete. */
export function viewRace(race: Race): RaceView {
  const { id, title, caption, notes, experiment, csv, rows, phase, speed, threads, runs } = race;
  const targetUnits = csv?.shape.targetUnits;
  return {
    ...{ id, title, caption, phase, speed, threads },
    notes: [...notes],
    problem: experiment.problem,
    target: experiment.target ?? null,
    ...(targetUnits && { targetUnits }),
    ...(rows !== undefined && { rows }),
    record: recordingOfRace(race).keep,
    runs: runs.map(({ spec, name, color, variant, record }) => {
      return { spec, name, color, variant, record: record.pieceFrom() };
    }),
  };
}
