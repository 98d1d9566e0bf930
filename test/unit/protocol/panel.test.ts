import { describe, expect, test } from 'vitest';
import { fromPanelSchema } from '../../../core/protocol/fromPanel.ts';
import { toPanelSchema } from '../../../core/protocol/panel.ts';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { RunRecord } from '../../../core/race/runRecord.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { onValley } from '../experiment/faults.ts';
import { contentOf, pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { sampleRaces } from '../race/sampleRaces.ts';

test.each(Object.entries(sampleRaces))('the panel understands a race %s', (_, race) => {
  const message = { type: 'snapshot', race: viewShown(wholeRace(race)) };
  // A message arrives as a structured clone.
  expect(toPanelSchema.parse(structuredClone(message))).toEqual(message);
});

test.each(Object.entries(sampleRaces))('the panel has the whole record of a race %s', (_, race) => {
  const view = viewShown(wholeRace(race));
  for (const [run, { record }] of race.runs.entries()) {
    const shown = new RunRecord();
    expect(view.runs[run] && shown.append(view.runs[run].record)).toBe(true);
    expect(contentOf(shown)).toEqual(contentOf(record));
  }
});

test('what a page holds stays as it was when the race goes on', () => {
  const race = raceOf(onValley());
  const record = recordOf(race);
  record.append(pieceOf({ loss: [3, 2], position: [1, 2, 3, 4], evaluations: [{ step: 0, loss: 3 }] }));
  const view = viewShown(wholeRace(race));
  const before = structuredClone(view);
  record.append(pieceOf({ firstPoint: 2, loss: [1], position: [5, 6], evaluations: [{ step: 2, loss: 1 }] }));
  expect(view).toEqual(before);
});

test('it is told whether workers of a queue compute a race', () => {
  const race = raceOf(onValley());
  expect(viewShown(wholeRace(race))).not.toHaveProperty('onQueue');
  race.queue = 'redis://queue';
  expect(viewShown(wholeRace(race)).onQueue).toBe(true);
});

describe('messages of the panel', () => {
  test.each([
    { type: 'ready' },
    { type: 'missed' },
    { type: 'gpuReply', id: 1, outcome: { answer: null } },
    { type: 'gpuReply', id: 1, outcome: { answer: { losses: Float32Array.of(1) } } },
    { type: 'gpuReply', id: 1, outcome: { failure: { message: 'lost', isLost: true } } },
    { type: 'runExperiment' },
    { type: 'runTutorialRace', race: 'valley' },
    { type: 'runAgain' },
    { type: 'startFrom', start: [1, -2.5] },
    { type: 'resumeRace' },
    { type: 'pause' },
    { type: 'resume' },
    { type: 'step' },
    { type: 'stop' },
    { type: 'setSpeed', speed: 0.25 },
    { type: 'setSpeed', speed: 'max' },
    { type: 'debug', race: 'race-1', run: 0 },
    { type: 'select', race: 'race-1', run: 0 },
    { type: 'select', race: 'race-1', run: null },
    { type: 'failed', message: 'is not defined' },
  ])('%j is understood', (message) => {
    expect(fromPanelSchema.parse(message)).toEqual(message);
  });

  test.each([
    null,
    'ready',
    {},
    { type: 'start' },
    { type: 'setSpeed', speed: 2 },
    { type: 'select', race: 'race-1', run: -1 },
    { type: 'runTutorialRace' },
    { type: 'failed' },
    { type: 'gpuReply', id: 1, outcome: {} },
    { type: 'gpuReply', id: 1, outcome: { failure: 'lost' } },
    { type: 'gpuReply', outcome: { answer: null } },
  ])('%j is not', (message) => {
    expect(fromPanelSchema.safeParse(message).success).toBe(false);
  });
});

describe('messages for the panel', () => {
  test.each([
    { type: 'snapshot', race: null },
    { type: 'select', race: 'race-1', run: 3 },
    { type: 'select', race: 'race-1', run: null },
    { type: 'update', race: 'race-1', phase: 'paused', speed: 1, threads: 1, runs: [] },
    { type: 'gpu', id: 1, request: { type: 'open' }, worker: 'text' },
    { type: 'gpu', id: 1, request: { type: 'examples', numbers: Float32Array.of(1) } },
    { type: 'endGpu' },
  ])('%j is understood', (message) => {
    expect(toPanelSchema.parse(message)).toEqual(message);
  });

  test.each([
    { type: 'select', race: 'race-1', run: 'run-0' },
    { type: 'gpu', request: { type: 'open' } },
    { type: 'select', run: 3 },
    { type: 'update', race: 'race-1', phase: 'done', speed: 1, threads: 1, runs: [] },
    {
      type: 'update',
      race: 'race-1',
      phase: 'ended',
      speed: 1,
      threads: 1,
      runs: [{ run: 0, piece: { firstPoint: 0 } }],
    },
  ])('%j is not', (message) => {
    expect(toPanelSchema.safeParse(message).success).toBe(false);
  });
});
