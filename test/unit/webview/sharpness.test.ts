// @vitest-environment happy-dom
/** The sharpness of a claim's runs, as its page draws it. */
import { render } from 'lit/html.js';
import { expect, test } from 'vitest';
import type { RunSharpness } from '../../../core/claims/claimSheet.ts';
import type { RaceOutput, RunOutput } from '../../../core/lesson/raceOutput.ts';
import { measuredRuns, sharpnessScene } from '../../../webview/claims/sharpnessScene.ts';
import { sharpnessCaption, sharpnessTable } from '../../../webview/claims/sharpnessView.ts';
import { theme } from './scenes.ts';

const runOf = (name: string, color: number): RunOutput => ({
  ...{ name, color, variant: 0, steps: 10, first: 0, stepOf: [], losses: [], loss: null, status: 'Running' },
  ...{ stepsPerEpoch: 1, raw: null, heldOut: null, stem: 'SGD', setting: 0, settingName: 'SGD', seed: null },
  ...{ wrong: false, ended: false, divergedAt: null, reached: null, evaluated: null, stepLengths: null },
});
const race: RaceOutput = {
  ...{ type: 'race', race: '', title: 'T', target: null, stepAlong: null },
  runs: [runOf('lr 0.1', 0), runOf('lr 0.2', 3), runOf('lr 1e-9', 5)],
};
const sharpness: readonly RunSharpness[] = [
  { run: 1, steps: [0, 50, 90], values: [6, 12, null], edge: 10 },
  { run: 2, steps: [0, 100], values: [6, 6], edge: 2e9 },
];
const looking = { cursor: null, view: { x: null, y: null }, highlighted: null, narrow: false };
const themed = { ...theme, runs: ['#0', '', '', '#3', '', '#5'] };

test('is a line a run in the run’s colour, and a dashed one at 2 / lr where that is near', () => {
  const scene = sharpnessScene(measuredRuns(race, sharpness), { ...looking, highlighted: '1' }, themed);
  expect(
    scene.lines.map(({ name, group, color, dash, faded, highlighted }) => [
      ...[name, group, color, dash, faded, highlighted],
    ]),
  ).toEqual([
    ['lr 0.2', '1', '#3', [], false, true],
    ['2 / lr of lr 0.2', '1', '#3', [5, 4], false, false],
    ['lr 1e-9', '2', '#5', [], true, false],
  ]);
  const [line, edge] = scene.lines;
  expect([0, 1, 2].map((index) => line?.curve.at(index))).toEqual([6, 12, Number.NaN]);
  expect([0, 1, 2].map((index) => edge?.curve.at(index))).toEqual([10, 10, 10]);
  expect(line?.curve.stepOf(2)).toBe(90);
  expect(scene).toMatchObject({ title: 'Sharpness', logY: false, whole: { min: 0, max: 100 } });
  expect(scene.axis).toMatchObject({ kind: 'step', min: 0, max: 100 });
});

test('follows what the person looks at', () => {
  const view = { x: { min: 20, max: 60 }, y: { min: 5, max: 9 } };
  const scene = sharpnessScene(measuredRuns(race, sharpness), { ...looking, view, cursor: 30 }, themed);
  expect(scene.axis).toMatchObject(view.x);
  expect(scene).toMatchObject({ yLimits: view.y, cursor: 30 });
});

test('is said in a table and a caption, too', () => {
  const rowsOf = (all: readonly RunSharpness[]) => {
    const root = document.createElement('div');
    render(sharpnessTable(measuredRuns(race, all), false), root);
    const wordsOf = (row: Element) =>
      [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim()).filter(Boolean);
    return [...root.querySelectorAll('tr')].map(wordsOf);
  };
  expect(rowsOf(sharpness)).toEqual([
    ['Run', 'At the end', '2 / lr'],
    ['lr 0.2', 'not finite', '10.00'],
    ['lr 1e-9', '6.000', '2.000e+9'],
  ]);
  const without = sharpness.map((run) => ({ ...run, edge: null }));
  expect(rowsOf(without)[0]).toEqual(['Run', 'At the end']);
  expect(sharpnessCaption(measuredRuns(race, sharpness))).toContain('dashed: 2 / lr');
  expect(sharpnessCaption(measuredRuns(race, without))).not.toContain('dashed');
  // Of a run that isn't in the picture nothing is drawn.
  expect(measuredRuns(race, [{ run: 7, steps: [0], values: [1], edge: null }])).toEqual([]);
});
