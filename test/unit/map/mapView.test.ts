/** What zooming and moving make of the axes of a map. */
import { expect, test } from 'vitest';
import { fractionOf, type MapAxis, placeOf } from '../../../core/experiment/map/mapAxis.ts';
import { expectedOf, type MapSetting } from '../../../core/experiment/map/mapSettings.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { cellsOf } from '../../../core/map/mapCells.ts';
import { mapOfExperiment, settingsOfMap } from '../../../core/map/mapSpec.ts';
import { partOf, zoomed } from '../../../core/map/mapView.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import fc from '../fastCheck.ts';

const known = new Map<string, readonly MapSetting[]>();

function settingsOf(experiment: object): readonly MapSetting[] {
  const key = JSON.stringify(experiment);
  const settings =
    known.get(key) ??
    settingsOfMap(mapOfExperiment(parseExperiment({ lr: [0.01], ...experiment }), undefined));
  known.set(key, settings);
  return settings;
}

function settingOf(name: string, experiment: object): { setting: MapSetting; whole: MapAxis } {
  const setting = settingsOf(experiment).find((each) => each.name === name);
  if (!setting) throw new RangeError(`expected a setting ${name}`);
  return { setting, whole: setting.axis };
}

const valley = { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'momentum' }] };
const spirals = { problem: { data: 'spirals', hidden: [4] }, optimizers: [{ optimizer: 'adam' }] };

test('zooms around what stays where it is', () => {
  const rate = settingOf('lr', valley);
  const part = zoomed(rate.whole, 0.5, 0.5, rate);
  if (!part) throw new RangeError('expected a part');
  const middle = (axis: MapAxis) => (placeOf('log', axis.from) + placeOf('log', axis.to)) / 2;
  expect(middle(part)).toBeCloseTo(middle(rate.whole), 12);
  expect(fractionOf(rate.whole, part.from)).toBeCloseTo(0.25, 12);
  expect(fractionOf(rate.whole, part.to)).toBeCloseTo(0.75, 12);
});

test('goes no further than a setting can be', () => {
  const momentum = settingOf('momentum', valley);
  const out = zoomed(momentum.whole, 0, 3, momentum);
  expect(out).toMatchObject({ from: 0 });
  const far = partOf(momentum.whole, 0, 40, momentum);
  expect(far?.to).toBeLessThan(1);
  expect(partOf(momentum.whole, -2, -1, momentum)).toBe(null);
  expect(partOf(momentum.whole, 0.5, 0.5, momentum)).toBe(null);
});

test('zooms as far as numbers can be told apart', () => {
  const start = settingOf('start_x', valley);
  let axis: MapAxis = { ...start.whole, from: 0.1, to: 1.1 };
  const whole = axis;
  let parts = 0;
  for (let next: MapAxis | null = axis; next; next = zoomed(axis, 0.37, 0.5, { ...start, whole })) {
    axis = next;
    parts++;
    const { values } = cellsOf(axis);
    expect(new Set(values).size).toBe(values.length);
  }
  // 2 ** -39 is above 1e-12, 2 ** -40 below.
  expect(parts).toBe(40);
});

test('has whole numbers on the axes of what counts', () => {
  const seed = settingOf('seed', spirals);
  expect(zoomed(seed.whole, 0.5, 0.1, seed)).toMatchObject({ from: 13, to: 18 });
  expect([...cellsOf({ ...seed.whole, from: 13, to: 18 }, true).values]).toEqual([13, 14, 15, 16, 17, 18]);
  const batch = settingOf('batch_size', spirals);
  const { values } = cellsOf(batch.whole, true);
  expect(values.every(Number.isInteger)).toBe(true);
  expect(new Set(values).size).toBe(values.length);
});

const problems = [
  ...['valley', 'rosenbrock', 'himmelblau'].map((surface) => ({ surface })),
  { formula: 'x**2 + y**4' },
  { data: 'spirals', hidden: [4] },
];

test('a thousand zooms and moves on any axis end at axes that runs can have', () => {
  const moves = fc.array(
    fc.record({
      at: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
      factor: fc.double({ min: 0.01, max: 20, noNaN: true }),
    }),
    { minLength: 1, maxLength: 5 },
  );
  const places = fc.record({
    problem: fc.constantFrom(...problems),
    optimizer: fc.constantFrom(...optimizers.map(({ id }) => id)),
    pick: fc.nat(),
    moves,
  });
  fc.assert(
    fc.property(places, ({ problem, optimizer, pick, moves }) => {
      const settings = settingsOf({ problem, optimizers: [{ optimizer }] });
      const setting = settings[pick % settings.length];
      if (!setting) throw new RangeError('expected a setting');
      let axis = setting.axis;
      for (const { at, factor } of moves) {
        axis = zoomed(axis, at, factor, { setting, whole: setting.axis }) ?? axis;
        expect(axis.from).toBeLessThan(axis.to);
        const { values } = cellsOf(axis, setting.isWhole);
        expect(values.length).toBeLessThanOrEqual(256);
        expect(values.length).toBeGreaterThan(1);
        expect(values.find((value) => expectedOf(setting, value) !== null)).toBe(undefined);
        expect(values.findIndex((value, i) => i > 0 && value <= (values[i - 1] ?? 0))).toBe(-1);
      }
    }),
    { numRuns: 1000 },
  );
}, 60_000);
