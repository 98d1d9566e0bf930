/** The map of a lesson's experiment: which runs it has, what is told of them, and whether they can be computed. */
import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { examineLesson } from '../../../core/lesson/examineLesson.ts';
import { examineMap } from '../../../core/lesson/examineMap.ts';
import { lessonMapOf } from '../../../core/lesson/lessonMap.ts';
import { axisCells, chunkOf, type MapOutput, textOfMap } from '../../../core/lesson/mapOutput.ts';
import { MapRecord } from '../../../core/lesson/mapRecord.ts';
import { ruleExperiment } from '../../../core/lesson/ruleExperiment.ts';
import { factsOfMap } from '../../../core/map/factsOfMap.ts';
import { cellsOf } from '../../../core/map/mapCells.ts';
import { MapGrid } from '../../../core/map/mapGrid.ts';
import { theoryOf } from '../../../core/map/mapTheory.ts';
import { openedMap } from '../../../extension/map/openedMap.ts';

const valley = {
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 200, target: 1 },
  map: { x: 'lr', y: 'momentum' },
};
const spirals = {
  problem: { data: 'spirals', hidden: [4] },
  ...{ optimizers: [{ optimizer: 'sgd' }], lr: [0.1], batch_size: [32], epochs: 1 },
  map: { x: 'lr', y: 'batch_size' },
};
const mapOf = (experiment: object) => lessonMapOf(parseExperiment(experiment), undefined);
const cell = (number: number, ...numbers: readonly number[]) => ({
  cells: Uint32Array.of(number),
  numbers: Float64Array.from(numbers),
});

test('has fewer runs than its page, the fewer the longer a run takes, and whole decades on cells', () => {
  const surface = mapOf(valley);
  expect([surface.columns.values.length, surface.rows.values.length]).toEqual([127, 127]);
  expect([...surface.columns.values]).toEqual(expect.arrayContaining([1e-4, 0.001, 0.01, 0.1]));
  const data = mapOf(spirals);
  expect(data.columns.values.length).toBe(31);
  expect(data.rows.isWhole).toBe(true);
  expect(data.rows.values.length).toBeLessThanOrEqual(32);
  expect(cellsOf(surface.spec.x, false, 2).values).toEqual(Float64Array.of(1e-4, 0.1));
});

test('an axis that is wrong is told', () => {
  const wrong = { ...valley, map: { x: 'lr', y: { setting: 'momentum', from: 0.5, to: 0.2 } } };
  expect(() => mapOf(wrong)).toThrow(/map\.y\.to = 0\.2/);
});

test('single precision is what it has where it can, and where it can’t the file is to say otherwise', () => {
  const asked = (change: object, map = {}) =>
    mapOf({ ...valley, ...change, map: { ...valley.map, precision: 'float32', ...map } });
  const { spec } = asked({});
  expect([spec.precision, factsOfMap(spec, undefined).engine]).toEqual(['float32', 'CPU, float32']);
  expect(() => asked({ problem: { surface: 'rastrigin' } })).toThrow(
    'map.precision = "float32" — expected "float64", since WebAssembly lacks a function that it needs',
  );
  const near = { x: { setting: 'lr', from: 0.01, to: 0.0100001 } };
  expect(() => asked({}, near)).toThrow(/"float64", since this part is so small/);
});

describe('what is told', () => {
  const told = (record: MapRecord, change: Partial<MapOutput> = {}): MapOutput => {
    const experiment = parseExperiment(valley);
    const { spec, columns, rows } = mapOf(valley);
    const place = { experiment, csvFolder: null, x: spec.x, y: spec.y };
    const { type: _, place: __, ...facts } = openedMap(spec, place, undefined);
    return {
      ...{ type: 'map', map: 'map-1', facts, phase: 'done', piece: record.pieceFrom(0) },
      ...{ columns: axisCells(columns), rows: axisCells(rows), theory: theoryOf(spec, columns, rows) },
      ...change,
    };
  };

  test('are the cells in the order in which they came, each once, from a place on', () => {
    const record = new MapRecord(4, 2);
    record.take(cell(5, 0.5, 0.25, 3, 4, 0));
    record.take(cell(2, Number.NaN, 8, 0, 0, 7));
    record.take(cell(5, 0.5, 0.25, 3, 4, 0));
    record.take(cell(8, 9, 9, 9, 9, 9));
    expect(record.length).toBe(2);
    const whole = record.pieceFrom(0);
    expect(whole).toEqual({
      ...{ first: 0, cells: [5, 2], final: [0.5, null], best: [0.25, 8] },
      ...{ reached: [3, 0], forGood: [4, 0], divergedAt: [0, 7] },
    });
    expect(record.pieceFrom(1)).toMatchObject({ first: 1, cells: [2] });
    const grid = new MapGrid(4, 2);
    // As messages are.
    grid.take(chunkOf(JSON.parse(JSON.stringify(whole))));
    for (const each of [5, 2]) expect(grid.scoreOf(each)).toEqual(record.grid.scoreOf(each));
    expect([grid.knownCount, grid.divergedCount]).toEqual([2, 1]);
  });

  test('in words, for who doesn’t see it', () => {
    const record = new MapRecord(127, 127);
    record.take(cell(127 * 42 + 84, 0.25, 0.25, 24, 44, 0));
    record.take(cell(127 * 42 + 126, Number.NaN, 8, 0, 0, 7));
    expect(textOfMap(told(record, { phase: 'running' }))).toBe(
      [
        'Map of Momentum on Ill-conditioned valley: Learning rate from 0.0001 to 0.1, Momentum from 0 to 0.999.',
        'Best so far: the loss is at 1 or below for good after 44 steps, at Learning rate 0.0100, Momentum 0.900.',
        '2 of 16129 runs are computed, 1 of them diverged.',
        'Limit in theory: lr · 100 = 2 + 2 · momentum.',
      ].join('\n'),
    );
    const { facts } = told(record);
    const withoutTarget = told(record, { facts: { ...facts, target: null }, theory: null });
    expect(textOfMap(withoutTarget)).toContain('Best: a loss of 0.250 at the end');
    expect(textOfMap(withoutTarget)).not.toContain('theory');
    expect(textOfMap(told(new MapRecord(127, 127)))).not.toContain('Best');
  });
});

describe('whether it can be computed', () => {
  test('is known of runs from one edge to the other, on data as on surfaces', async () => {
    const grid = await examineMap(parseExperiment(valley));
    expect(grid.knownCount).toBe(64);
    for (const corner of [0, 126, 126 * 127, 127 * 127 - 1]) expect(grid.known[corner]).toBe(1);
    expect(grid.scoreOf(126)?.divergedAt).toBeGreaterThan(0);
    expect((await examineMap(parseExperiment(spirals))).knownCount).toBe(64);
  });

  test('and told where its cell stands', async () => {
    const lesson = (experiment: object) =>
      `---\ntitle: A\n---\n\n\`\`\`experiment plane\n${JSON.stringify(experiment)}\n\`\`\`\n`;
    const said = async (experiment: object) =>
      (await examineLesson(lesson(experiment))).map(({ message, at }) => `${at.line} ${message}`);
    expect(await said(valley)).toEqual([]);
    const digits = { ...spirals, problem: { data: 'digits' } };
    expect(await said(digits)).toEqual([
      expect.stringMatching(/^5 This can’t be run: .*expected a surface, or data that is generated$/),
    ]);
    expect(await said({ ...valley, map: { x: 'lr', y: 'lr' } })).toEqual([
      expect.stringMatching(/^6 map\.y = "lr" — expected another setting/),
    ]);
  });
});

test('a rule below a map is raced, and not mapped', () => {
  const experiment = { kind: 'experiment', id: null, text: JSON.stringify(valley) } as const;
  const rule = { kind: 'optimizer', id: 'mine', text: '' } as const;
  const { map, ...race } = valley;
  expect(ruleExperiment('mine.optimizer', [experiment, rule], 1)).toEqual({
    ...race,
    optimizers: [{ optimizer: 'mine.optimizer' }, { optimizer: 'adam' }],
  });
  expect(map).toBeDefined();
});
