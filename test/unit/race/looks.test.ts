import { describe, expect, it } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { looksOf } from '../../../core/race/colors.ts';
import { looksOfHomes, type RunLook } from '../../../core/race/runLook.ts';
import { lineDash } from '../../../webview/shared/theme.ts';

const ownColor = (id: string) => optimizers.find((each) => each.id === id)?.color;
const tutorials = ['sgd', 'momentum', 'rmsprop', 'adam'];

/** So many runs of each optimizer, in the order of a race. */
function looks(ids: readonly string[], runs: number): RunLook[] {
  return looksOf(ids.flatMap((id) => Array<string>(runs).fill(id)));
}

const colorsOf = (all: readonly RunLook[]) => all.map(({ color }) => color);

/** What is seen of a look: colour and line style. */
function seen({ color, variant }: RunLook, contrast: boolean): string {
  return `${color} ${lineDash({ slot: color, variant }, contrast).join(' ')}`;
}

it('gives an optimizer its own colour, whatever races it is in', () => {
  for (const ids of [tutorials, ['adam', 'sgd'], ['lion', 'adam', 'momentum']])
    expect(colorsOf(looks(ids, 1))).toEqual(ids.map(ownColor));
});

it('gives a rule of one’s own the same colour in each race where that is free, wherever its file is', () => {
  const [alone] = colorsOf(looks(['mine.optimizer'], 1));
  expect(colorsOf(looks(['./rules/mine.optimizer', 'sgd', 'adam'], 1))[0]).toBe(alone);
  expect(colorsOf(looks(['sgd', './mine.optimizer'], 1))[1]).toBe(alone);
  // Those that ship have their own in any case, also behind it.
  const owner = optimizers.find(({ color }) => color === alone)?.id ?? '';
  const [own, shipped] = colorsOf(looks(['mine.optimizer', owner], 1));
  expect([shipped, own === alone]).toEqual([alone, false]);
  const many = Array.from({ length: 12 }, (_, index) => `${index}.optimizer`);
  expect(new Set(colorsOf(looks(many, 1))).size).toBe(12);
  expect(new Set(many.map((id) => colorsOf(looks([id], 1))[0])).size).toBeGreaterThan(5);
});

it('gives every optimizer of a race a colour, as long as there are some', () => {
  const all = optimizers.map(({ id }) => id);
  for (let first = 0; first + 12 <= all.length; first++)
    expect(new Set(colorsOf(looks(all.slice(first, first + 12), 1))).size, `from ${all[first]}`).toBe(12);
});

it('takes nobody’s own colour away for an optimizer whose own is taken', () => {
  const taken = optimizers.filter(({ color }) => color === ownColor('adam')).map(({ id }) => id);
  const twins = taken.length > 1 ? taken : ['momentum', 'cautious-adamw'];
  expect(new Set(twins.map(ownColor)).size).toBe(1);
  const others = optimizers.filter(({ color }) => color !== ownColor(twins[0] ?? '')).map(({ id }) => id);
  // Each of the others has its own where no earlier one has it.
  const ids = [...twins.slice(0, 2), ...others.slice(0, 8)];
  const colors = colorsOf(looks(ids, 1));
  const distinct = others.slice(0, 8).filter((id, i, all) => {
    return all.findIndex((each) => ownColor(each) === ownColor(id)) === i;
  });
  for (const id of distinct) expect(colors[ids.indexOf(id)], id).toBe(ownColor(id));
  expect(new Set(colors).size).toBe(ids.length);
});

it('tells a few runs of one optimizer apart by their line styles', () => {
  const own = [ownColor('adam'), ownColor('sgd')];
  expect(looks(['adam', 'sgd'], 6)).toEqual(
    own.flatMap((color) => [0, 1, 2, 3, 4, 5].map((variant) => ({ color, variant, home: color }))),
  );
});

it('gives each run another colour where all are of one optimizer', () => {
  const all = looks(['adam'], 12);
  expect(all[0]).toEqual({ color: ownColor('adam'), variant: 0, home: ownColor('adam') });
  expect(new Set(all.map(({ home }) => home)).size).toBe(1);
  expect(new Set(colorsOf(all)).size).toBe(12);
  expect(all.every(({ variant }) => variant === 0)).toBe(true);
});

describe.each([
  ['four optimizers', looks(tutorials, 16)],
  ['two optimizers', looks(['sgd', 'adam'], 32)],
  ['one optimizer', looks(['lion'], 64)],
  [
    'one of many rates among others',
    looksOf([...Array<string>(52).fill('adam'), ...optimizers.slice(0, 12).map(({ id }) => id)]),
  ],
  ['all optimizers', looksOf([...optimizers, ...optimizers, ...optimizers].slice(0, 64).map(({ id }) => id))],
])('64 runs of %s', (_, all) => {
  it.each([false, true])('share no look (high contrast: %s)', (contrast) => {
    expect(all).toHaveLength(64);
    expect(new Set(all.map((look) => seen(look, contrast))).size).toBe(64);
  });

  it('never have the look of the run before', () => {
    const repeated = all.filter((look, i) => i > 0 && seen(look, false) === seen(all[i - 1] ?? look, false));
    expect(repeated).toEqual([]);
  });
});

it('has a look for each of ten thousand runs', () => {
  const all = looks(tutorials, 2500);
  expect(all).toHaveLength(10_000);
  expect(all.every(({ color, variant }) => color >= 0 && color < 12 && variant >= 0)).toBe(true);
});

describe('where the styles of an optimizer run out', () => {
  const [sgd, adam] = [ownColor('sgd') ?? -1, ownColor('adam') ?? -1];

  it('its next runs have colours that are no optimizer’s own, evenly and in order', () => {
    const all = looks(['sgd', 'adam'], 20);
    const further = [...all.slice(6, 20), ...all.slice(26)];
    const others = Array.from({ length: 12 }, (_, slot) => slot).filter(
      (slot) => slot !== sgd && slot !== adam,
    );
    expect(colorsOf(further)).toEqual([...others, ...others, ...others].slice(0, further.length));
    expect(further.map(({ variant }) => variant)).toEqual(
      further.map((_, i) => Math.floor(i / others.length)),
    );
    expect(colorsOf(all.slice(20, 26))).toEqual(new Array(6).fill(adam));
  });

  it('they have that of another optimizer when all others are used up, and then all again', () => {
    const all = looksOf([...new Array(80).fill('sgd'), 'adam']);
    const counts = (runs: readonly RunLook[]) =>
      Array.from({ length: 12 }, (_, slot) => colorsOf(runs).filter((color) => color === slot).length);
    // Six of each of eleven colours; then Adam's.
    expect(counts(all.slice(0, 66))).toEqual(new Array(12).fill(6).with(adam, 0));
    expect(counts(all.slice(66, 72))).toEqual(new Array(12).fill(0).with(adam, 6));
    expect(new Set(all.slice(0, 72).map((look) => seen(look, false))).size).toBe(72);
    expect(colorsOf(all.slice(72)).every((color) => color !== sgd && color !== adam)).toBe(true);
  });

  it('an optimizer that is not known has a colour, too', () => {
    expect(looksOf(['none', 'adam'])).toMatchObject([
      { color: 0, variant: 0 },
      { color: adam, variant: 0 },
    ]);
  });
});

describe('lines that stand for several runs', () => {
  const seenOf = (all: readonly RunLook[]) => all.map(({ color, variant }) => [color, variant]);

  it('leave out looks that others have', () => {
    const taken = [
      { color: 0, variant: 0 },
      { color: 0, variant: 2 },
    ];
    expect(seenOf(looksOfHomes([0, 0, 4], [0, 4], taken))).toEqual([
      [0, 1],
      [0, 3],
      [4, 0],
    ]);
  });

  it('are told apart by style where the race has several optimizers, though they are all of one', () => {
    expect(seenOf(looksOfHomes([3, 3], [3, 3, 5]))).toEqual([
      [3, 0],
      [3, 1],
    ]);
    expect(seenOf(looksOfHomes([3, 3], [3, 3, 3]))).toEqual([
      [3, 0],
      [0, 0],
    ]);
  });
});
