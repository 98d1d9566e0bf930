import { writeMeasured } from '../numbers.ts';
import { pointQuantities, quantities } from '../quantities.ts';
import type { RaceOrLog, Run } from '../race.ts';
import type { RunRecord } from '../runRecord.ts';
import type { Shown, ShownRun } from '../shown.ts';
import { statusWords } from '../status.ts';
import { inPieces, type Piece } from './piece.ts';
import { secondsOf } from './runFacts.ts';

/** Numbers that are written at once. */
const some = 2048;

/** The race, or the races, with the runs and all their numbers as JSON; docs/exports.md says what is in it. */
export function raceJson(shown: Shown): Generator<Piece> {
  return inPieces(partsOf(shown));
}

function* partsOf({ races, runs }: Shown): Generator<Piece> {
  const [first] = races;
  const isOfSeveral = races.length > 1;
  const about = {
    format: 'optimizer-playground-numbers',
    version: 1,
    ...(isOfSeveral ? { races: races.map(aboutRace) } : { race: first && aboutRace(first) }),
  };
  yield { text: `${JSON.stringify(about, writeMeasured).slice(0, -1)},"runs":[`, share: 0 };
  const all = runs.reduce((sum, { record }) => sum + numbersIn(record), 0);
  let done = 0;
  const share = () => (all > 0 ? done / all : 0);
  for (const [place, run] of runs.entries()) {
    const from = isOfSeveral ? { race: races.indexOf(run.race) } : {};
    const facts = JSON.stringify({ ...from, ...factsOf(run) }, writeMeasured).slice(0, -1);
    yield { text: `${place === 0 ? '' : ','}\n${facts},"points":{`, share: share() };
    for (const { text, numbers } of pointsOf(run)) {
      done += numbers;
      yield { text, share: share() };
    }
    yield { text: '}}', share: share() };
  }
  yield { text: '\n]}\n', share: 1 };
}

function aboutRace({ title, startedAt, experiment, log }: RaceOrLog) {
  const about = { title, startedAt: new Date(startedAt).toISOString() };
  if (!experiment) return { ...about, log: log.name };
  // Where somebody keeps their rules is nobody else's business.
  const optimizers = experiment.optimizers.map(({ rule, ...choice }) => ({
    ...choice,
    ...(rule && { rule: { version: rule.version, text: rule.text } }),
  }));
  return { ...about, experiment: { ...experiment, optimizers } };
}

function factsOf(run: ShownRun) {
  const { optimizer, hyperparameters, layerRates, schedule } = run.spec;
  const { batchSize, seed, steps, stepsPerEpoch } = run.spec;
  const { status, stepsDone, loss, best, reached } = run.record.state;
  return {
    run: run.number,
    ...{ optimizer, name: run.name, hyperparameters },
    ...(layerRates && { layerRates }),
    ...{ schedule, batchSize, seed, steps, stepsPerEpoch },
    status: { ...status, text: statusWords(status, stepsDone, run.race.phase) },
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
