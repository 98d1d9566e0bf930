/** Where single precision has too few digits for a map. */
import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { experimentOfCell } from '../../../core/map/experimentOfCell.ts';
import { cellsOfMap, mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { preciselyIn, tellsApart } from '../../../core/map/singlePrecision.ts';

/** From 1 to 2, floats are so far apart. */
const float = 2 ** -23;

test('cells are told apart where they are four floats apart', () => {
  expect(tellsApart(Float64Array.of(1, 1 + 4 * float, 1 + 9 * float))).toBe(true);
  expect(tellsApart(Float64Array.of(1, 1 + 4 * float, 1 + 7 * float))).toBe(false);
  expect(tellsApart(Float64Array.of(1))).toBe(true);
});

test('floats are nearer to each other the smaller they are, and below the smallest there are none', () => {
  expect(tellsApart(Float64Array.of(1e-30, 1.001e-30))).toBe(true);
  expect(tellsApart(Float64Array.of(1000, 1000.0001))).toBe(false);
  expect(tellsApart(Float64Array.of(0, 1e-6))).toBe(true);
  expect(tellsApart(Float64Array.of(0, 1e-46))).toBe(false);
  expect(tellsApart(Float64Array.of(-1, -1 + 2 * float))).toBe(false);
  expect(tellsApart(Float64Array.of(-1e-3, -0.999e-3))).toBe(true);
});

const network = {
  problem: { data: 'spirals', hidden: [4] },
  ...{ optimizers: [{ optimizer: 'adam' }], lr: [0.01], epochs: 1 },
};

/** How a part of a map is computed, so many times as wide as a cell of single precision is. */
function partOf(changes: object, width: number, y = 'beta2') {
  const experiment = parseExperiment({ ...network, ...changes });
  const spec = mapOfExperiment(experiment, undefined, {
    x: { setting: 'lr', from: 1 / 64, to: (1 + width * 255 * float) / 64 },
    y,
  });
  return { experiment, ...preciselyIn(spec, ...cellsOfMap(spec)) };
}

test('of networks a part that is too small for single precision is computed in double precision, and its cells run so', () => {
  const large = partOf({}, 5);
  expect([large.spec.run.engine, large.engine]).toEqual(['auto', null]);
  expect(experimentOfCell(large.experiment, large.spec, 0.01, 0.9).engine).toBeUndefined();
  const small = partOf({}, 3);
  expect([small.spec.run.engine, small.engine?.precision]).toEqual(['float64', 'float64']);
  expect(small.engine?.reason).toBe('this part is so small that single precision can’t tell its runs apart');
  expect(experimentOfCell(small.experiment, small.spec, 0.01, 0.9).engine).toBe('float64');
});

test('what the experiment says of its engine stands, and it is said what that means', () => {
  const { spec, engine } = partOf({ engine: 'cpu' }, 3);
  expect([spec.run.engine, engine?.precision]).toEqual(['cpu', undefined]);
  expect(engine?.reason).toMatch(/tell its runs apart, as "engine": "float64" would$/);
  expect(partOf({ engine: 'float64' }, 3).engine).toBeNull();
});

const onSurface = (change: object = {}, axes: object = {}) => {
  const experiment = parseExperiment({
    ...{ problem: { surface: 'himmelblau' }, optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 9 },
    ...change,
    map: { x: 'lr', y: 'momentum', precision: 'float32', ...axes },
  });
  const spec = mapOfExperiment(experiment, undefined);
  return preciselyIn(spec, ...cellsOfMap(spec));
};

test('surfaces are in single precision where their map asks for it, and it is said where and why they can’t be', () => {
  const { spec, engine } = onSurface();
  expect(spec.precision).toBe('float32');
  expect(engine).toEqual({ kind: 'cpu', device: null, precision: 'float32', reason: null });
  const inDouble: readonly (readonly [change: object, axes: object, why: RegExp])[] = [
    [{}, { x: { setting: 'lr', from: 0.01, to: 0.0100001 } }, /so small that single precision can’t/],
    [{ problem: { surface: 'ackley' } }, {}, /WebAssembly lacks a function/],
    [{ steps: 70_000 }, {}, /more than 65536 steps/],
    [{}, { x: 'start_x', y: 'start_y' }, /the minimum at which each run ends/],
    [{ schedule: { name: 'ReduceLROnPlateau' } }, { x: 'start_x' }, /decides by losses/],
  ];
  for (const [change, axes, why] of inDouble) {
    const found = onSurface(change, axes);
    expect(found.spec.precision).toBeUndefined();
    expect(found.engine).toMatchObject({ precision: 'float64', reason: expect.stringMatching(why) });
  }
  expect(onSurface({}, { precision: 'float64' }).engine).toBeNull();
});

test('networks and "engine": "float64" have no map in single precision', () => {
  const asked = (experiment: object, precision: string) => () =>
    parseExperiment({ ...experiment, map: { x: 'lr', y: 'beta2', precision } });
  const none = /^map\.precision = "float\d\d" — expected none beside data: networks have that of "engine"/;
  expect(asked(network, 'float32')).toThrow(none);
  expect(asked(network, 'float64')).toThrow(none);
  const surface = { ...network, problem: { surface: 'valley' }, epochs: undefined, steps: 5 };
  expect(asked({ ...surface, engine: 'float64' }, 'float32')).toThrow(
    'map.precision = "float32" — expected "float64" beside "engine": "float64"',
  );
  expect(asked({ ...surface, engine: 'float64' }, 'float64')).not.toThrow();
  expect(asked(surface, 'half')).toThrow(/map\.precision/);
});

test('surfaces are in double precision anyway, and what counts needs none', () => {
  const surface = { problem: { surface: 'valley' }, epochs: undefined, steps: 5 };
  expect(partOf(surface, 3).engine).toBeNull();
  const experiment = parseExperiment({ ...network, seed: [4_000_000_000] });
  const spec = mapOfExperiment(experiment, undefined, { x: 'lr', y: 'seed' });
  expect(preciselyIn(spec, ...cellsOfMap(spec)).engine).toBeNull();
});
