import { describe, expect, it, test } from 'vitest';
import type { ComparisonSheet, SheetJudge } from '../../../core/fairComparison/comparisonSheet.ts';
import { encodeMeasured } from '../../../core/race/numbers.ts';
import { curvesCaption } from '../../../webview/fairComparison/captions.ts';
import { curvesScene, profileScene, trialsScene } from '../../../webview/fairComparison/chartScenes.ts';
import { lookingAtAll, type Shown, shownOf } from '../../../webview/fairComparison/comparisonState.ts';
import { entrantRows, sortOf } from '../../../webview/fairComparison/entrantRows.ts';
import { hasInterval, intervalScale, scaleTicks } from '../../../webview/fairComparison/intervals.ts';
import { trialAt, tuningCaptionText, tuningScene } from '../../../webview/fairComparison/tuningScene.ts';
import { readChoices } from '../../../webview/fairComparison/viewChoices.ts';
import { BandCurves } from '../../../webview/shared/comparison/bandCurves.ts';
import { readSheet } from '../../../webview/shared/comparison/readSheet.ts';
import {
  chanceText,
  differenceText,
  differenceTick,
  halfText,
  intervalText,
  rateText,
  scoreText,
} from '../../../webview/shared/comparison/scoreText.ts';
import { progressText } from '../../../webview/shared/comparison/words.ts';
import {
  entrantsDone,
  lossJudge,
  problemDone,
  sheetDone,
  sheetJudging,
  sheetOfMany,
  sheetOfTwo,
  sheetStopped,
  sheetToTarget,
  sheetTuning,
  trialOf,
} from '../../pages/comparisonSheets.ts';
import { theme } from './scenes.ts';

const infinite = Number.POSITIVE_INFINITY;
const accuracy: SheetJudge = {
  ...{ kind: 'accuracy', label: 'Accuracy', isMoreBetter: true, target: null },
  ...{ tuned: 'validation accuracy', judged: 'test accuracy' },
};
const steps: SheetJudge = { ...accuracy, kind: 'steps', isMoreBetter: false, target: 0.2 };

function shown(sheet: ComparisonSheet, change: Partial<Shown> = {}): Shown {
  const found = shownOf({
    ...{ sheet, notice: { kind: 'loading' }, choices: readChoices(undefined), looking: lookingAtAll },
    ...{ highlighted: null, showsTrials: false, said: '', theme, width: 1440, hasExtension: true },
    ...change,
  });
  return found ?? expect.fail('nothing is shown');
}

const namesOf = (rows: ReturnType<typeof entrantRows>) => rows.map(({ entrant }) => entrant.name);

describe('numbers', () => {
  it('are written as their kind is read', () => {
    expect(scoreText(lossJudge, 0.10023)).toBe('0.1002');
    expect(scoreText(accuracy, 0.9731)).toBe('97.3 %');
    expect(scoreText(steps, 12_340.4)).toBe('12,340');
    expect(scoreText(steps, infinite)).toBe('missed');
    expect(scoreText(lossJudge, infinite)).toBe('diverged');
    expect(scoreText(lossJudge, Number.NaN)).toBe('–');
  });

  it('have the same decimals at both ends', () => {
    expect(halfText(lossJudge, 0.09519, 0.1082)).toBe('0.0952 to 0.1082');
    expect(intervalText(lossJudge, -0.004, 0.0297)).toBe('-0.0040 to 0.0297');
    expect(intervalText(lossJudge, -2e-7, 3e-6)).toBe('-2.00e-7 to +3.00e-6');
    expect(halfText(accuracy, 0.9, 0.95)).toBe('90.0 % to 95.0 %');
    expect(halfText(steps, 80, infinite)).toBe('80 to missed');
    expect(halfText(steps, infinite, infinite)).toBe('–');
  });

  it('of differences have a sign', () => {
    expect(differenceText(lossJudge, 0.01284)).toBe('+0.0128');
    expect(differenceText(accuracy, -0.012)).toBe('-1.2 %');
    expect(differenceText(steps, 35)).toBe('+35');
    expect(differenceText(lossJudge, 0)).toBe('0');
    expect(differenceTick(lossJudge, 0.04)).toBe('+0.04');
    expect(differenceTick(accuracy, -0.02)).toBe('-2 %');
  });

  it('of rates have the digits of a grid, and tiny chances are called so', () => {
    expect([0.0316227766, 0.1, 1e-7].map(rateText)).toEqual(['0.0316', '0.1', '1e-7']);
    expect([0.24, 0.00195, 0.0004].map(chanceText)).toEqual(['0.24', '0.0019', '< 0.001']);
  });
});

test('progress is counted, with the time that is left rounded', () => {
  const progress = { done: 96, total: 140, secondsLeft: 118 };
  expect(progressText(progress, true)).toBe('96 of 140 runs · about 2 min left');
  expect(progressText({ ...progress, secondsLeft: 43 }, true)).toBe('96 of 140 runs · about 40 s left');
  expect(progressText({ ...progress, secondsLeft: 4 }, true)).toBe('96 of 140 runs · a few seconds left');
  expect(progressText({ ...progress, secondsLeft: 9000 }, true)).toBe('96 of 140 runs · about 3 h left');
  expect(progressText({ ...progress, secondsLeft: null }, true)).toBe('96 of 140 runs');
  expect(progressText(progress, false)).toBe('96 of 140 runs');
});

test('a sheet has its numbers again after the way through JSON, and no text becomes one', () => {
  const [sgd] = entrantsDone();
  const single = { ...sgd, behind: { ...sgd?.behind, low: -infinite, high: infinite, morePairs: infinite } };
  const unknown = sheetDone({ problems: [problemDone({ entrants: [single] as never })] });
  const named = problemDone({ name: 'Infinity', entrants: [{ ...entrantsDone()[0], name: 'NaN' }] as never });
  for (const sheet of [sheetTuning(), sheetToTarget(), unknown, sheetDone({ problems: [named] })])
    expect(readSheet(JSON.parse(JSON.stringify(encodeMeasured(sheet))))).toEqual(sheet);
});

describe('the rows', () => {
  it('stay in the order of the experiment while numbers come, and are by rank once all is done', () => {
    expect(namesOf(entrantRows(shown(sheetTuning())))).toEqual(['SGD', 'Momentum', 'RMSProp', 'Adam']);
    expect(namesOf(entrantRows(shown(sheetJudging())))).toEqual(['SGD', 'Momentum', 'RMSProp', 'Adam']);
    expect(namesOf(entrantRows(shown(sheetDone())))).toEqual(['Adam', 'RMSProp', 'Momentum', 'SGD']);
    expect(entrantRows(shown(sheetDone())).map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    expect(sortOf(shown(sheetStopped()))).toBeNull();
  });

  it('have the best accuracy first', () => {
    const entrants = entrantsDone().map((entrant, i) => ({
      ...entrant,
      verdict: i === 0 ? ('best' as const) : ('worse' as const),
    }));
    const state = shown(sheetDone({ judge: accuracy, problems: [problemDone({ entrants })] }));
    const rows = entrantRows(state);
    expect(sortOf(state)).toEqual({ column: 'score', descending: true });
    expect(namesOf(rows)).toEqual(['SGD', 'Momentum', 'RMSProp', 'Adam']);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
  });

  it('have first who is the best by its mean, also where another has the better median', () => {
    const entrants = entrantsDone().map((entrant) => ({
      ...entrant,
      verdict: entrant.name === 'RMSProp' ? ('best' as const) : ('not established' as const),
    }));
    const state = shown(sheetDone({ problems: [problemDone({ entrants })] }));
    expect(namesOf(entrantRows(state))).toEqual(['RMSProp', 'Adam', 'Momentum', 'SGD']);
    expect(entrantRows(state).map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    expect([sortOf(state), sortOf(shown(sheetDone()))?.column]).toEqual([null, 'score']);
  });

  it('leave without a rank who has none, and give the same rank to equals', () => {
    const lost = entrantRows(shown(sheetToTarget())).find(({ entrant }) => entrant.name === 'RMSProp');
    expect(lost?.rank).toBeNull();
    const [first, ...others] = entrantsDone();
    const twins = [first, first, ...others].flatMap((each) => each ?? []);
    const ranks = entrantRows(shown(sheetDone({ problems: [problemDone({ entrants: twins })] })));
    expect(ranks.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 4]);
  });

  it('are in the order that the person wants, the best being behind by nothing', () => {
    const by = (column: 'name' | 'rate' | 'behind' | 'p', descending: boolean) =>
      namesOf(
        entrantRows(
          shown(sheetDone(), { choices: { ...readChoices(undefined), sort: { column, descending } } }),
        ),
      );
    expect(by('name', true)).toEqual(['SGD', 'RMSProp', 'Momentum', 'Adam']);
    expect(by('rate', false)).toEqual(['RMSProp', 'Adam', 'Momentum', 'SGD']);
    expect(by('behind', false)).toEqual(['Adam', 'RMSProp', 'Momentum', 'SGD']);
    expect(by('p', false)).toEqual(['SGD', 'Momentum', 'RMSProp', 'Adam']);
  });
});

describe('intervals', () => {
  const [, , rmsprop] = entrantsDone();
  const behind = rmsprop?.behind ?? expect.fail('it is behind');

  it('share a scale with 0 on it', () => {
    const scale = intervalScale([null, behind, { ...behind, low: 0.0105, high: 0.0437 }]);
    expect([scale?.min, scale?.max]).toEqual([-0.004, 0.0437]);
    expect(scale && scaleTicks(scale)).toEqual([0, 0.04]);
    expect(intervalScale([{ ...behind, low: 0.01, high: 0.02 }])?.min).toBe(0);
    const better = intervalScale([{ ...behind, low: -0.05, high: -0.01 }]);
    expect(better && scaleTicks(better)).toEqual([0, -0.04]);
  });

  it('are not shown of signs, nor of one pair', () => {
    expect(hasInterval({ ...behind, isBySign: true })).toBe(false);
    expect(hasInterval({ ...behind, low: -infinite, high: infinite })).toBe(false);
    expect(intervalScale([{ ...behind, isBySign: true }, null])).toBeNull();
  });
});

describe('the charts', () => {
  const bands = new BandCurves();

  it('have a line with a band for each that has a curve', () => {
    const scene = curvesScene(shown(sheetToTarget()), bands);
    expect(scene?.lines.map(({ name, middle }) => [name, middle !== null])).toEqual([
      ['SGD', true],
      ['Momentum', true],
      ['Adam', true],
    ]);
    expect([scene?.whole, scene?.target, scene?.logY, scene?.title]).toEqual([
      { min: 0, max: 270 },
      0.2,
      true,
      'Test loss',
    ]);
    // Lines are known by the places of their entrants, as the rows are.
    expect(scene?.lines.at(-1)?.key).toBe('3');
  });

  it('are nothing before there is a curve', () => {
    expect(curvesScene(shown(sheetTuning()), bands)).toBeNull();
    expect(trialsScene(shown(sheetTuning(10)), bands)).toBeNull();
    expect(trialsScene(shown(sheetTuning()), bands)?.lines.map(({ name }) => name)).toEqual(['SGD']);
    expect(profileScene(shown(sheetDone()))).toBeNull();
  });

  it('of many have no names at the ends, and a band only where one stands out', () => {
    const scene = curvesScene(shown(sheetOfMany(), { highlighted: 3 }), bands);
    expect([scene?.lines.length, scene?.direct]).toEqual([27, false]);
    expect(scene?.lines.flatMap(({ middle, key }) => (middle ? [key] : []))).toEqual(['3']);
    expect(scene?.lines.filter(({ faded }) => faded)).toHaveLength(26);
  });

  it('keep a curve as long as its numbers are the same', () => {
    const curves = (sheet: ComparisonSheet) =>
      curvesScene(shown(sheet), bands)?.lines.map(({ curve }) => curve) ?? [];
    const before = curves(sheetDone());
    expect(curves(sheetDone())).toEqual(before);
    expect(curves(sheetDone()).every((curve, i) => curve === before[i])).toBe(true);
    const [first, ...others] = entrantsDone();
    const changed = { ...first, curve: { ...first?.curve, median: first?.curve.median.map((y) => 2 * y) } };
    const after = curves(sheetDone({ problems: [problemDone({ entrants: [changed, ...others] as never })] }));
    expect(after.map((curve, i) => curve === before[i])).toEqual([false, true, true, true]);
    expect(after[0]?.at(3)).toBeCloseTo(2 * (before[0]?.at(3) ?? 0), 12);
  });

  it('count trials from 1, and accuracies in percent without logarithms', () => {
    const scene = trialsScene(shown(sheetDone()), bands);
    expect([scene?.axis.kind, scene?.whole, scene?.logY]).toEqual(['trial', { min: 1, max: 7 }, true]);
    const percent = trialsScene(shown(sheetDone({ judge: accuracy })), bands);
    expect([percent?.isShare, percent?.logY]).toEqual([true, false]);
  });

  it('rise in steps in the profile, from 1 to the end of the axis', () => {
    const scene = profileScene(shown(sheetOfTwo()));
    expect([scene?.axis.kind, scene?.axis.log, scene?.isShare]).toEqual(['ratio', true, true]);
    expect(scene?.whole).toEqual({ min: 1, max: 1.5 });
    const line = scene?.lines[1];
    const points = Array.from({ length: line?.curve.length ?? 0 }, (_, i) => [
      (line?.curve.stepOf(i) ?? 0) / 100,
      line?.curve.at(i),
    ]);
    expect(points).toEqual([
      ...[
        [1, 0],
        [1.05, 0],
        [1.05, 0.5],
        [1.4, 0.5],
        [1.4, 1],
      ],
      [1.5, 1],
    ]);
  });

  it('stay where they are in the profile where a problem is never solved', () => {
    const two = sheetOfTwo();
    const profile = two.profile.map((each, i) => (i === 0 ? { ...each, x: [1, infinite] } : each));
    const scene = profileScene(shown({ ...two, profile }));
    expect(scene?.whole.max).toBe(1.4);
    const curve = scene?.lines[0]?.curve;
    expect([curve?.last, curve?.stepOf(curve.length - 1)]).toEqual([0.5, 140]);
  });
});

it('losses below 0, as on some surfaces, have a linear axis, and no picture says otherwise', () => {
  const [first, ...others] = entrantsDone();
  const entrants = [{ ...first, curve: { ...first?.curve, median: [3, -1] } }, ...others] as never;
  const state = shown(sheetDone({ problems: [problemDone({ entrants })] }));
  expect(curvesScene(state, new BandCurves())?.logY).toBe(false);
  expect(curvesCaption(state).text).not.toContain('log scale');
  expect(curvesScene(shown(sheetDone()), new BandCurves())?.logY).toBe(true);
  expect(curvesCaption(shown(sheetDone())).text).toContain('log scale');
});

describe('the tuning curves', () => {
  it('have a panel each, the rate that is used ringed and the edge said', () => {
    const scene = tuningScene(shown(sheetDone()), false);
    expect(scene.panels.map(({ name, bestText, edge }) => [name, bestText, edge])).toEqual([
      ['SGD', '0.121 at 1', 'edge of the rates tried'],
      ['Momentum', '0.112 at 0.1', null],
      ['RMSProp', '0.107 at 0.01', null],
      ['Adam', '0.100 at 0.0316', null],
    ]);
    expect(scene.label).toMatch(/^final validation loss by learning rate, .*Adam, 0\.100 at 0\.0316\.$/);
    expect(tuningCaptionText(shown(sheetDone()))).toBe(
      'final validation loss by learning rate, 7 trials for each; the ringed one is used; dashed is guessing, 2.30',
    );
  });

  it('have what guessing comes to, where scores lie on both of its sides', () => {
    const referenceAt = (guessing: number | null) =>
      tuningScene(shown(sheetDone({ problems: [problemDone({ guessing })] })), false).reference;
    expect(referenceAt(Math.log(10))).toEqual({ value: Math.log(10), text: 'guessing 2.30' });
    expect(referenceAt(null)).toBeNull();
    expect(referenceAt(0.09)).toBeNull();
    expect(referenceAt(23)).toBeNull();
    const caption = tuningCaptionText(shown(sheetDone({ problems: [problemDone({ guessing: 23 })] })));
    expect(caption).not.toContain('guessing');
  });

  it('have marks of what has ended, and room for the rest', () => {
    const state = shown(sheetTuning(30));
    const scene = tuningScene(state, false);
    expect(scene.panels.map(({ marks }) => marks.length)).toEqual([7, 3, 0, 0]);
    expect(Math.max(...(scene.coming ?? []))).toBe(1);
    expect(scene.panels[2]?.bestText).toBe('');
    expect(trialAt(state, { panel: 1, mark: 2 })).toBe(2);
    expect(trialAt(state, { panel: 2, mark: 0 })).toBeNull();
  });

  it('tell a mark from a trial where one between has not ended', () => {
    const [sgd] = entrantsDone();
    const trials = [0.01, 0.1, 1].map((lr, i) => trialOf(lr, i === 1 ? Number.NaN : 1));
    const state = shown(
      sheetDone({ problems: [problemDone({ entrants: [{ ...sgd, trials, best: 2 }] as never })] }),
    );
    expect(trialAt(state, { panel: 0, mark: 1 })).toBe(2);
    expect(tuningScene(state, false).panels[0]?.best?.value).toBe(1);
  });

  it('say what marks mean that are added, lost, or differ in more than the rate', () => {
    expect(tuningCaptionText(shown(sheetToTarget()))).toBe(
      'steps to 0.2 on validation rows by learning rate, 7 to 9 trials for each; the ringed one is used; hollow ones were added at the edge; arrows have no score',
    );
    const [sgd] = entrantsDone();
    const trials = [trialOf(0.01, 2, { others: 'beta2 0.99' }), trialOf(0.02, 1, { others: 'beta2 0.9' })];
    const state = shown(
      sheetDone({ problems: [problemDone({ entrants: [{ ...sgd, trials, best: 1 }] as never })] }),
    );
    expect(tuningScene(state, false).panels[0]?.isCloud).toBe(true);
    expect(tuningCaptionText(state)).toContain('a bar is the middle half');
  });

  it('have a card with the score, the runs and what was lost', () => {
    const { card } = tuningScene(shown(sheetToTarget()), false);
    expect(card({ panel: 0, mark: 7 })).toEqual([
      'SGD, rate 3.16',
      'steps to 0.2 on validation rows 80',
      'middle half 72 to 88',
      '3 runs, added at the edge',
      'Click shows its runs in the panel',
    ]);
    expect(card({ panel: 0, mark: 0 })[2]).toBe('3 runs, 2 diverged');
    expect(card({ panel: 9, mark: 0 })).toEqual([]);
  });
});

test('choices are read from what was kept, and as at first where that says nothing', () => {
  const first = { problem: 0, logY: true, sort: null };
  for (const kept of [undefined, null, 3, {}, { choices: { problem: -1, sort: { column: 'constructor' } } }])
    expect(readChoices(kept)).toEqual(first);
  const choices = { problem: 1, logY: false, sort: { column: 'p', descending: true } };
  expect(readChoices({ races: [], choices })).toEqual(choices);
});

test('a problem that is gone gives way to the last one', () => {
  const choices = { ...readChoices(undefined), problem: 5 };
  expect(shown(sheetOfTwo(), { choices }).problem.name).toBe('16-8-3 on Wine');
});
