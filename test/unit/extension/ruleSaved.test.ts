/** A rule of one's own that is saved while its race goes on. */
import './loadedParts.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { createRace, endChunks, type Race, type StartOptions } from '../../../core/race/race.ts';
import { half } from '../experiment/ownRules.ts';
import {
  calls,
  commands,
  csv,
  csvProblem,
  experiment,
  file,
  messages,
  openBeforeEach,
  run,
  scheduler,
  store,
} from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';

openBeforeEach();

const place = Uri.file('/workspace/half.optimizer');
const other = half.replace('lr * g', 'g * lr');
const save = async (text: string, uri = place) => {
  screen.files[uri.path] = Buffer.from(text);
  await commands.onRuleSaved(uri as never);
};

let races: Race[];

/** As the scheduler does, without threads. */
beforeEach(() => {
  screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
  screen.files[place.path] = Buffer.from(half);
  races = [];
  scheduler.start = vi.fn((asked: Experiment, caption: null, { csv = null, before, speed }: StartOptions) => {
    calls.push('start');
    const race = createRace(asked, {
      id: `race ${races.length}`,
      startedAt: 0,
      caption,
      csv,
      ...(before && { before }),
    });
    if (speed !== undefined) race.speed = speed;
    races.push(race);
    store.show(race);
    return race;
  });
  scheduler.stop = vi.fn((race: Race) => {
    calls.push('stop');
    setTimeout(() => store.append(race.id, endChunks(race, { kind: 'stopped' })));
  });
});

const begin = async (change: object = {}) => {
  const optimizers = [{ optimizer: './half.optimizer' }, { optimizer: 'sgd' }];
  await run('runFile', file(experiment({ optimizers, ...change })));
  calls.length = 0;
  const [race] = races;
  return race ?? expect.fail('no race');
};

describe('a rule that is saved', () => {
  test('leaves a race alone that is on a queue', async () => {
    const race = await begin();
    race.queue = 'redis://queue';
    await save(other);
    expect(calls).toEqual([]);
    expect(messages()).toEqual([]);
  });

  test('begins its race anew with it, with the curves from before, and at the same speed', async () => {
    const race = await begin();
    race.speed = 0.25;
    await save(other);
    expect(calls).toEqual(['stop', 'show', 'start']);
    const [, again] = races;
    expect([race.phase, again?.phase, again?.speed]).toEqual(['ended', 'running', 0.25]);
    expect(again?.runs.map(({ spec, before }) => [spec.rule?.text, before === undefined])).toEqual([
      [other, false],
      [undefined, true],
    ]);
    expect(again?.runs[0]?.before).toBe(race.runs[0]?.record);
    expect(store.current).toBe(again);
    expect(messages()).toEqual([]);
  });

  test('does so again and again, and each time behind it is the race before', async () => {
    await begin();
    await save(other);
    await save(half.replace('lr * g', 'lr * g * 1'));
    expect(races).toHaveLength(3);
    expect(races[2]?.runs[0]?.before).toBe(races[1]?.runs[0]?.record);
  });

  test('reads a CSV file anew', async () => {
    await begin({ problem: csvProblem, lr: [0.01] });
    await save(other);
    expect(csv.load).toHaveBeenCalledTimes(2);
    expect(races[1]?.csv).toMatchObject({ folder: '/workspace' });
  });

  test.each([
    ['is as it was', half],
    ['has other comments and another name', half.replace('"Half"', '"One half"').replaceAll(/ +#.*/g, '')],
  ])('leaves its race alone where it %s', async (_, text) => {
    await begin();
    await save(text);
    expect([calls, messages()]).toEqual([[], []]);
  });

  test('leaves alone races that have ended, and those of other rules', async () => {
    const race = await begin();
    await save(other, Uri.file('/workspace/other.optimizer'));
    expect(calls).toEqual([]);
    store.append(race.id, endChunks(race, { kind: 'stopped' }));
    await save(other);
    expect(calls).toEqual([]);
  });

  test.each([
    [
      'does not compile',
      half.replace('share * lr', 'shae * lr'),
      /unknown name 'shae'/,
      'Open half.optimizer',
    ],
    [
      'lacks a setting that the experiment gives',
      half.replaceAll('share', 'part'),
      /share = 0\.25 — expected one of part/,
      'Show Log',
    ],
    [
      'takes no such rate',
      half.replace('0.1 in (0, 1]  # learning', '0.01 in (0, 0.01]  # learning'),
      /lr\[0\] = 0\.1 — expected/,
      'Show Log',
    ],
  ])('that %s leaves its race alone, and says so', async (_, text, reason, button) => {
    const race = await begin({
      optimizers: [{ optimizer: './half.optimizer', hyperparameters: { share: 0.25 } }],
    });
    await save(text);
    expect([calls, race.phase]).toEqual([[], 'running']);
    expect(messages()).toHaveLength(1);
    expect(messages()[0]?.[1]).toMatch(/ goes on with the rule that it began with: /);
    expect(messages()[0]?.[1]).toMatch(reason);
    expect(messages()[0]?.[2]).toBe(button);
  });
});
