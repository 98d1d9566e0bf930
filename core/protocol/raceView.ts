import type { Race } from '../race/race.ts';
import type { RaceView } from './panel.ts';

/** The race as the panel draws it, complete. */
export function viewRace({ id, title, caption, experiment, phase, speed, threads, runs }: Race): RaceView {
  return {
    ...{ id, title, caption, phase, speed, threads },
    problem: experiment.problem,
    target: experiment.target ?? null,
    runs: runs.map(({ spec, name, color, variant, record }) => {
      return { spec, name, color, variant, record: record.pieceFrom() };
    }),
  };
}
