/** Races of all kinds, with something recorded. */
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createRace, type Race } from '../../../core/race/race.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { filesOf, half } from '../experiment/ownRules.ts';
import { type PieceText, pieceOf, raceOf } from './pieces.ts';

/** Gives each run of the race its piece and ends it. Default: each finishes. */
function recorded(race: Race, pieces: readonly PieceText[], statuses: readonly RunStatus[] = []): Race {
  for (const [run, { record }] of race.runs.entries()) {
    const status = statuses[run] ?? { kind: 'finished' };
    const { state, ...rest } = pieces[run] ?? {};
    record.append(pieceOf({ ...rest, state: { ...state, status } }));
  }
  return { ...race, phase: 'ended' };
}

const engine = { precision: 'float32', threads: 2, description: 'WebAssembly (SIMD), float32' } as const;
const state = { engine, stepsDone: 2, loss: 0.1 + 0.2, best: 1 / 3, reached: 1, stepsPerSecond: 12_345.678 };
const evaluations = [0, 2].map((step) => ({ step, loss: 2 / (1 + step), accuracy: step / 3 }));
const caption = {
  question: 'Welche Rate? 🤔',
  answer: 'Keine — «0,01» ≥ 0.',
  next: { race: 'valley', label: 'Tal' },
};

const surface = { loss: [100, 50, 1 / 3], position: [1, 10, 0.1 + 0.2, 9, -0, 5e-324], state };
const model = { loss: [3, 2, 1], mean: [3, 2.5, 1.5], evaluations, state };
const houses = { csv: 'data/häuser.csv', target: 'prix €', hidden: [16] };
const shape = {
  ...{ rows: 50, features: 13, classes: 0, skippedRows: 2 },
  targetUnits: { name: 'prix €', deviation: 8123.5 },
  contentHash: 'ab'.repeat(32),
};

/** By what is special about each. */
const valleySpecs = expandExperiment(parseExperiment(onValley()));

export const sampleRaces: Readonly<Record<string, Race>> = {
  'on a surface': recorded(raceOf(onValley({ lr: [0.1, 0.2], target: 0.5 })), [surface, surface]),
  'on data, with evaluations': recorded(raceOf(onDigits({ batch_size: [32, 'full'] })), [model, model]),
  'on a CSV file': recorded(
    raceOf(onValley({ problem: houses }), { csv: { folder: 'C:\\Daten\\ü', shape }, caption }),
    [{ ...model, evaluations: [{ step: 2, loss: 0.25 }] }],
  ),
  'that was thinned': recorded(raceOf(onDigits({ record: 'thinned' })), [
    { ...model, step: [0, 90_000, 1_000_000] },
  ]),
  'of which the score is kept': recorded(raceOf(onDigits({ record: 'score' })), [
    { step: [2], loss: [1], mean: [1.5], evaluations: evaluations.slice(1), state },
  ]),
  'with losses that are no numbers': recorded(
    raceOf(onValley({ lr: [1, 2, 3] })),
    [
      { loss: [100, Number.NaN], position: [1, 10, Number.NaN, 0], state: { ...state, loss: Number.NaN } },
      {
        loss: [100, Number.POSITIVE_INFINITY],
        position: [1, 10, Number.NEGATIVE_INFINITY, 0],
        evaluations: [{ step: 1, loss: Number.POSITIVE_INFINITY, accuracy: Number.NaN }],
        state: { ...state, loss: Number.POSITIVE_INFINITY },
      },
      {},
    ],
    [
      { kind: 'diverged', step: 1, reason: 'loss became NaN, not a number', hint: 'try a lower rate' },
      { kind: 'diverged', step: 1, reason: 'loss became infinite', hint: 'try a lower rate' },
      { kind: 'stopped' },
    ],
  ),
  'that ended in every way': recorded(
    raceOf(onValley({ lr: [0.1, 0.2, 0.3, 0.4] })),
    [surface, surface, surface],
    [
      { kind: 'finished', reason: 'reached 0.5 at step 2' },
      { kind: 'interrupted' },
      { kind: 'failed', message: 'out of memory: "4 GiB"\n' },
      { kind: 'stopped' },
    ],
  ),
  'with a title and a caption in any writing': recorded(
    raceOf(onValley({ title: '競争 “Infinity” NaN 🏁 \u0000\ud800 \n' }), { caption }),
    [surface],
  ),
  'with the same run twice': recorded(raceOf(onValley(), { specs: [...valleySpecs, ...valleySpecs] }), [
    surface,
    { ...surface, loss: [100, 50], position: [1, 10, 0, 9] },
  ]),
  'with rules of people’s own': recorded(
    createRace(
      parseExperiment(
        onValley({
          lr: [0.1, 0.2],
          optimizers: ['./a.optimizer', 'adam', 'b.optimizer'].map((optimizer) => ({ optimizer })),
        }),
        filesOf({ './a.optimizer': half, 'b.optimizer': `${half}# ü 🤔\n` }),
      ),
      { id: 'own', startedAt: 0 },
    ),
    [surface],
  ),
  'that took the place of another': recorded(
    raceOf(onValley(), { before: { id: '1790000000000-5f0c2a9e-8d41-4c3b-9e0f-2b7a6c1d5e84', runs: [] } }),
    [surface],
  ),
  'of which nothing was recorded': recorded(raceOf(onValley()), [], [{ kind: 'stopped' }]),
};

export function sampleRace(name: string): Race {
  const race = sampleRaces[name];
  if (!race) throw new RangeError(`race = ${name} — expected one of ${Object.keys(sampleRaces).join(', ')}`);
  return race;
}
