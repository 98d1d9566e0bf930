/** What becomes of an open map: its rule is saved, another optimizer is chosen; and what a map could be of. */
import './loadedParts.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { half } from '../experiment/ownRules.ts';
import { raceOf } from '../race/pieces.ts';
import { editor, file, messages, openBeforeEach, run, started, store } from './commandsWindow.ts';
import { person, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';
import {
  at,
  axes,
  catchMapsBeforeEach,
  last,
  openFile,
  send,
  settled,
  shown,
  told,
  valley,
} from './openedMaps.ts';

openBeforeEach();
catchMapsBeforeEach();

const place = Uri.file('/workspace/half.optimizer');
const ofHalf = {
  ...{
    problem: { surface: 'valley' },
    optimizers: [{ optimizer: './half.optimizer' }],
    lr: [0.1],
    target: 1,
  },
  map: { x: 'lr', y: 'share' },
};
const save = async (text: string, uri = place) => {
  person.save(new FakeDocument(uri, text, 'optimizer'));
  await settled();
};
const note = () => {
  const message = told().findLast(({ type }) => type === 'note');
  return message?.type === 'note' ? message.note : undefined;
};
const openings = () => told().filter(({ type }) => type === 'opened').length;

beforeEach(() => {
  screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
  screen.files[place.path] = Buffer.from(half);
});

describe('the rule of a map that is saved', () => {
  const other = half.replace('share * lr', '2 * share * lr');

  test('has the map drawn anew with what is in view, and cells run with it', async () => {
    await openFile(ofHalf);
    const { x, y } = axes();
    const near = { ...x, from: 0.01, to: 0.1 };
    await send({ type: 'show', view: 1, x: near, y, ...at });
    await save(other);
    expect(openings()).toBe(2);
    expect(shown()).toMatchObject({ place: { x: near, y }, x, y });
    expect(note()).toEqual({ kind: 'news', text: 'Drawn anew: half.optimizer was saved.' });
    await send({ type: 'show', view: 2, x: near, y, ...at });
    const [part] = last().computation.show.mock.calls.at(-1) ?? [];
    expect(part.spec.run.rule.text).toBe(other);
    await send({ type: 'run', x: 0.05, y: 0.5 });
    const [experiment] = started() as [Experiment];
    expect(experiment.optimizers[0]?.rule?.text).toBe(other);
    // A hidden page is told the same again.
    await send({ type: 'ready' });
    expect(
      told()
        .slice(-2)
        .map(({ type }) => type),
    ).toEqual(['opened', 'note']);
  });

  test('leaves the map as it was where it can’t be drawn with it, and says so', async () => {
    await openFile(ofHalf);
    await send({ type: 'show', view: 1, ...axes(), ...at });
    await save(half.replace('share * lr', 'shae * lr'));
    expect(openings()).toBe(1);
    expect(note()).toMatchObject({
      kind: 'problem',
      text: expect.stringMatching(
        /^The map keeps the rule that it was drawn with: .*unknown name 'shae'.*[.?]$/,
      ),
    });
    await save(half.replaceAll('share', 'part'));
    expect(note()?.text).toMatch(/^The map keeps .*map\.y = "share" — expected one of/);
    // What is as it was drawn needs no word.
    await save(half);
    expect([openings(), note()]).toEqual([1, null]);
  });

  test('is nothing to a map without it', async () => {
    await openFile(ofHalf);
    await save(half.replace('share * lr', 'lr'), Uri.file('/workspace/other.optimizer'));
    await openFile({ ...ofHalf, optimizers: [{ optimizer: 'adam' }], map: { x: 'lr', y: 'beta2' } });
    await save(half.replace('share * lr', 'lr'));
    expect([openings(), note()]).toEqual([2, undefined]);
  });
});

describe('another optimizer', () => {
  test('can be any that ships or is in the workspace', async () => {
    await openFile(ofHalf);
    const names = shown().optimizers.map(({ name }) => name);
    expect(names).toEqual(['./half.optimizer', ...optimizers.map(({ id }) => id)]);
    expect(shown().optimizers[0]?.label).toBe('Half (half.optimizer)');
    await openFile({ ...valley, optimizers: [{ optimizer: 'momentum' }] });
    expect(shown().optimizers[0]).toEqual({ name: './half.optimizer', label: 'Half (half.optimizer)' });
  });

  test('is drawn with its own rates, and with the settings that it has', async () => {
    await openFile({ ...valley, optimizers: [{ optimizer: 'momentum' }], map: { x: 'lr', y: 'momentum' } });
    await send({ type: 'optimizer', name: 'adam' });
    expect(shown()).toMatchObject({
      title: 'Adam on Ill-conditioned valley',
      optimizer: 'adam',
      topic: 'adaptiveRates',
    });
    expect(axes()).toMatchObject({ x: { setting: 'lr', from: 1e-5, to: 0.01 }, y: { setting: 'beta2' } });
    await send({ type: 'optimizer', name: './half.optimizer' });
    expect(shown()).toMatchObject({ title: 'Half on Ill-conditioned valley' });
    expect(axes()).toMatchObject({ x: { from: 0.001, to: 1 }, y: { setting: 'share' } });
    // That of the file is as it says there.
    await send({ type: 'optimizer', name: 'momentum' });
    expect(axes()).toMatchObject({ x: { from: 1e-4, to: 0.1 }, y: { setting: 'momentum' } });
    await send({ type: 'optimizer', name: 'momentom' });
    expect(messages()[0]?.[1]).toContain('optimizer = "momentom" — expected');
    expect(shown().optimizer).toBe('momentum');
  });

  test('leaves an axis that both have', async () => {
    await openFile({ ...valley, optimizers: [{ optimizer: 'adam' }], map: { x: 'beta1', y: 'lr' } });
    await send({ type: 'optimizer', name: 'lion' });
    expect(axes()).toMatchObject({ x: { setting: 'beta1' }, y: { setting: 'lr' } });
    await send({ type: 'optimizer', name: 'sgd' });
    expect(axes()).toMatchObject({ x: { setting: 'momentum' }, y: { setting: 'lr' } });
  });
});

describe('what is in front comes first', () => {
  let asked: string[][];
  beforeEach(() => {
    asked = [];
    screen.choose = (items) => {
      asked.push(items.map(({ label, description }) => (description ? `${label}, ${description}` : label)));
      return items[0];
    };
  });

  test('an experiment file, then what was raced', async () => {
    editor.current = file(
      JSON.stringify({ ...valley, optimizers: [{ optimizer: 'adam' }] }),
      'a.experiment.json',
    );
    store.show(raceOf({ ...valley, title: 'mine' }, { id: 'a' }));
    await run('mapHyperparameters');
    await settled();
    expect(asked[0]).toEqual(['Adam, a.experiment.json', 'Momentum, mine', 'Adam, mine']);
    expect(shown()).toMatchObject({ title: 'Adam on Ill-conditioned valley' });
  });

  test('one whose map is all said is opened at once', async () => {
    editor.current = file(JSON.stringify(ofHalf));
    await run('mapHyperparameters');
    await settled();
    expect(asked).toEqual([]);
    expect(shown()).toMatchObject({ title: 'Half on Ill-conditioned valley', y: { setting: 'share' } });
  });

  test('an optimizer, on what was raced last', async () => {
    person.goTo(new FakeDocument(place, half, 'optimizer'));
    store.show(raceOf({ ...valley, problem: { surface: 'rosenbrock' }, title: 'mine' }, { id: 'a' }));
    await run('mapHyperparameters');
    await settled();
    expect(asked[0]).toEqual(['Half, half.optimizer', 'Momentum, mine', 'Adam, mine']);
    expect(asked[1]?.slice(0, 2).map((label) => label.split(',')[0])).toEqual(['Learning rate', 'share']);
    expect(shown()).toMatchObject({ title: 'Half on Rosenbrock', x: { from: 0.001, to: 1 } });
  });

  test('what can’t run says where it is wrong', async () => {
    editor.current = file(JSON.stringify({ ...ofHalf, lr: [0] }));
    await run('mapHyperparameters');
    expect(messages()[0]?.[1]).toContain('a.experiment.json: lr[0] = 0');
    expect(asked).toEqual([]);
  });
});
