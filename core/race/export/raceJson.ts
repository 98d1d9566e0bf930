import { writeMeasured } from '../numbers.ts';
import type { Race, Run } from '../race.ts';
import { pointQuantities, quantities, type RunRecord } from '../runRecord.ts';
import { statusWords } from '../status.ts';
import { inPieces, type Piece } from './piece.ts';
import { exportedRuns, secondsOf } from './runFacts.ts';

/** Numbers that are written at once. */
const some = 2048;

/** The race with its runs and all their numbers as JSON; docs/exports.md says what is in it. @param only Number of the run that is wanted. Default: all are. */
export function raceJson(race: Race, only?: number): Generator<Piece> {
  return inPieces(partsOf(race, only));
}

function* partsOf(race: Race, only: number | undefined): Generator<Piece> {
  const { title, startedAt, experiment, phase } = race;
  const runs = exportedRuns(race, only);
  const about = {
    format: 'optimizer-playground-numbers',
    version: 1,
    race: { title, startedAt: new Date(startedAt).toISOString(), experiment },
  };
  yield { text: `${JSON.stringify(about, writeMeasured).slice(0, -1)},"runs":[`, share: 0 };
  const all = runs.reduce((sum, [, { record }]) => sum + numbersIn(record), 0);
  let done = 0;
  const share = () => (all > 0 ? done / all : 0);
  for (const [i, [number, run]] of runs.entries()) {
    const facts = JSON.stringify(factsOf(run, number, phase), writeMeasured).slice(0, -1);
    yield { text: `${i === 0 ? '' : ','}\n${facts},"points":{`, share: share() };
    for (const { text, numbers } of pointsOf(run)) {
      done += numbers;
      yield { text, share: share() };
    }
    yield { text: '}}', share: share() };
  }
  yield { text: '\n]}\n', share: 1 };
}

function factsOf(run: Run, number: number, phase: Race['phase']) {
  const { optimizer, hyperparameters, schedule, batchSize, seed, steps, stepsPerEpoch } = run.spec;
  const { status, stepsDone, loss, best, reached } = run.record.state;
  return {
    run: number,
    ...{ optimizer, name: run.name, hyperparameters, schedule, batchSize, seed, steps, stepsPerEpoch },
    status: { ...status, text: statusWords(status, stepsDone, phase) },
    ...{ stepsDone, seconds: secondsOf(run), loss, best, reached },
    evaluations: run.record.evaluations,
  };
}

/** A part of the text, and how many numbers are in it. */
interface Part {
  readonly text: string;
  readonly numbers: number;
}

/** All that the points of a run have, their steps among them. */
function numbersIn(record: RunRecord): number {
  const recorded = pointQuantities.filter((name) => record.get(name));
  return record.length * recorded.reduce<number>((sum, name) => sum + quantities[name], quantities.step);
}

/** `"step":[0,1,…],"loss":[…]`, with a list for each coordinate of a position. */
function* pointsOf({ record }: Run): Generator<Part> {
  const { length } = record;
  yield { text: '"step":[', numbers: 0 };
  yield* listOf(length, (i) => record.stepOf(i));
  for (const name of pointQuantities) {
    const series = record.get(name);
    if (!series) continue;
    const width = quantities[name];
    for (let k = 0; k < width; k++) {
      yield { text: `],"${name === 'position' ? (k === 0 ? 'x' : 'y') : name}":[`, numbers: 0 };
      yield* listOf(length, (i) => series.at(width * i + k));
    }
  }
  yield { text: ']', numbers: 0 };
}

function* listOf(length: number, at: (index: number) => number): Generator<Part> {
  for (let from = 0; from < length; from += some) {
    const count = Math.min(some, length - from);
    const numbers = Array.from({ length: count }, (_, i) => JSON.stringify(writeMeasured('', at(from + i))));
    yield { text: `${from === 0 ? '' : ','}${numbers.join(',')}`, numbers: count };
  }
}
