// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { tutorialRaces } from '../../../core/tutorial/races.ts';
import type { RaceData } from '../../../webview/panel/data/raceData.ts';
import { isLogY } from '../../../webview/panel/scene/measures.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { toolbar } from '../../../webview/panel/toolbar.ts';
import { fittingParts, partsOf } from '../../../webview/panel/toolbarRoom.ts';
import { keepOneStop } from '../../../webview/shared/controls/oneStop.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, button, draw, only, textOf, textsOf } from './pageTools.ts';

const onDigits = { problem: { data: 'digits', hidden: [] } };

function toolbarOf(race: RaceData, change: Partial<PanelState> = {}) {
  const { actions, asked, posted } = actionsOf();
  const root = draw(toolbar(stateOf(race, change), actions));
  const bar = only(root, '.toolbar');
  const outside = (selector: string) =>
    [...bar.querySelectorAll(selector)].filter((each) => !each.closest('[popover]'));
  return { root, bar, outside, menu: only(root, '#more-menu'), asked, posted };
}

/** A model after so many of its 11,400 steps, of 1,140 an epoch. */
function model(step: number): RaceData {
  const losses = new Float64Array(step + 1).fill(1);
  const run = {
    path: null,
    losses,
    steps: 11_400,
    stepsPerEpoch: 1140,
    status: { kind: 'running' },
  } as const;
  return raceOf({ ...onDigits, phase: 'running', runs: [runView(run)] });
}

describe('the counter', () => {
  it.each([320, 360, 541, 720, 1000, 1440])('stands there whole or not at all, at %d px', (width) => {
    const { outside, menu } = toolbarOf(model(1140), { width });
    expect(outside('.counter').map(textOf)).toEqual(['1140 / 11,400']);
    expect(textsOf(menu, '.counter')).toEqual([]);
  });

  it('goes to the menu whole where there is no room even for it', () => {
    const { outside, menu } = toolbarOf(model(1140), { width: 260 });
    expect(outside('.counter')).toEqual([]);
    expect(textsOf(menu, '.counter')).toEqual(['1140 / 11,400']);
  });

  it('has room for the last step, whichever it is', () => {
    for (const step of [0, 9, 11_400]) {
      const { bar } = toolbarOf(model(step), { width: 1440 });
      expect(only(bar, '.counted').dataset['longest']).toBe('11,400');
    }
  });

  it('is as wide at the first step as at the last', () => {
    const lengths = [0, 9, 99, 1140, 11_400].map((step) => {
      const { bar } = toolbarOf(model(step), { width: 1440 });
      return [only(bar, '.counter'), only(bar, '.epochs')].map(({ textContent }) => textContent?.length);
    });
    for (const each of lengths) expect(each).toEqual(lengths[0]);
  });
});

describe('a run in the debugger', () => {
  const debugged = { run: 0, step: 2281, line: 6, loss: 1, position: null, branch: null };

  it('has the counters of its step', () => {
    const { bar } = toolbarOf(model(6), { width: 1440, debugged });
    expect(textOf(only(bar, '.counter'))).toBe('2281 / 11,400');
    expect(only(bar, '.counter').getAttribute('aria-label')).toBe('Step 2281 of 11400, in the debugger');
    expect(textOf(only(bar, '.epochs'))).toMatch(/^epoch +2\.0$/);
  });

  it('leaves them to the race where it is elsewhere', () => {
    const { bar } = toolbarOf(model(6), { width: 1440, debugged: { ...debugged, run: 3 } });
    expect(textOf(only(bar, '.counter'))).toBe('6 / 11,400');
  });
});

describe('what the toolbar has no room for', () => {
  it.each([
    ['a surface', raceOf()],
    ['a model', model(20)],
  ])('stands in the menu, of %s, once and in no other order', (_, race) => {
    const all = partsOf(stateOf(race));
    let before = all.length;
    for (let width = 2000; width >= 200; width -= 10) {
      const fitting = fittingParts(stateOf(race, { width }));
      expect([...fitting], `at ${width} px`).toEqual(all.slice(0, fitting.size));
      expect(fitting.size).toBeLessThanOrEqual(before);
      before = fitting.size;
    }
    expect(fittingParts(stateOf(race, { width: 2000 })).size).toBe(all.length);
    expect(before).toBe(0);
  });

  it('is every control exactly once, at any width', () => {
    for (const width of [280, 320, 360, 541, 800, 1100, 1440]) {
      const { bar } = toolbarOf(model(20), { width });
      expect(textsOf(bar, '.field .label').sort(), `at ${width} px`).toEqual([
        ...['Show', 'Smoothing', 'Speed', 'X axis'],
      ]);
      expect(textsOf(bar, '.toggle').sort()).toEqual([
        ...['Ignore outliers', 'Log x', 'Log y', 'Raw values'],
      ]);
      expect(textsOf(bar, '.engine')).toEqual(['CPU ×2, float64']);
    }
  });

  it('does what it does outside', () => {
    const { menu, asked, posted } = toolbarOf(raceOf(), { width: 300 });
    button(menu, 'Log x').click();
    expect(asked).toEqual([{ action: 'set', arguments: [{ logX: true }] }]);
    const [speed] = menu.querySelectorAll('select');
    if (speed instanceof HTMLSelectElement) speed.selectedIndex = 3;
    speed?.dispatchEvent(new Event('change'));
    expect(posted).toEqual([{ type: 'setSpeed', speed: 'max' }]);
  });
});

it('offers every tutorial race in its menu', () => {
  const { menu, posted } = toolbarOf(raceOf());
  for (const { name } of tutorialRaces) button(menu, name).click();
  expect(posted).toEqual(tutorialRaces.map(({ id }) => ({ type: 'runTutorialRace', race: id })));
  expect(posted).toContainEqual({ type: 'runTutorialRace', race: 'rosenbrock' });
});

it('leads from its menu to the steps of a run', () => {
  const { menu, posted } = toolbarOf(raceOf());
  button(menu, 'Inspect Step').click();
  expect(posted).toEqual([{ type: 'inspectStep' }]);
});

it('leads from its menu to diagnostics of the runs', () => {
  const { menu, posted } = toolbarOf(raceOf());
  button(menu, 'Show Diagnostics…').click();
  expect(posted).toEqual([{ type: 'showDiagnostics' }]);
});

it('pauses, resumes, steps, stops and runs again, each where it can', () => {
  const press = (phase: RaceData['phase'], names: readonly string[]) => {
    const { bar, posted } = toolbarOf(raceOf({ phase }));
    for (const name of names) button(bar, name).click();
    return posted.map(({ type }) => type);
  };
  expect(press('running', ['Pause', 'Stop', 'One step', 'Restart'])).toEqual(['pause', 'stop', 'runAgain']);
  expect(press('paused', ['Resume', 'One step', 'Stop'])).toEqual(['resume', 'step', 'stop']);
  expect(press('ended', ['Run again', 'Stop', 'One step'])).toEqual(['runAgain']);
});

it('smooths by a slider, from raw on', () => {
  const { bar, asked } = toolbarOf(model(20), { width: 2000 });
  const slider = only(bar, 'input[type="range"]');
  const field = slider.closest('.field');
  expect([textOf(field), slider.getAttribute('aria-valuetext'), Reflect.get(slider, 'value')]).toEqual([
    ...['Smoothing one epoch', 'one epoch', '4'],
  ]);
  Reflect.set(slider, 'value', '0');
  slider.dispatchEvent(new Event('input'));
  button(bar, 'Raw values').click();
  expect(asked.map((each) => each.arguments[0])).toEqual([{ smoothEpochs: 0 }, { showRaw: false }]);
});

it('says of what it counts on a closer look', () => {
  const settings = { ...stateOf(raceOf()).settings, xAxis: 'second' as const };
  const { outside } = toolbarOf(raceOf(), { settings, width: 2000 });
  const field = outside('.field').find((each) => textOf(each).startsWith('X axis'));
  expect(field?.getAttribute('title')).toMatch(/mean speed of each run/);
});

describe('the menu of exports', () => {
  const itemsOf = (picked: string | null) => {
    const race = raceOf({ runs: [runView(), runView({ name: 'Adam' })] });
    const { root, asked } = toolbarOf(race, { picked });
    return { race, asked, menu: only(root, '#export-menu') };
  };

  it('copies and saves pictures, and saves numbers of all runs', () => {
    const { menu, asked } = itemsOf(null);
    const names = textsOf(menu, '.menu-item');
    expect(names).toEqual([
      ...['Copy picture', 'Copy picture, light', 'Save PNG…', 'Save PNG, light…', 'Save SVG…'],
      ...['Save SVG, light…', 'Save numbers as CSV…', 'Save numbers as JSON…'],
      'Save as experiment file…',
    ]);
    for (const name of names) button(menu, name).click();
    expect(asked).toEqual([
      ...(['screen', 'light'] as const).map((look) => ({ action: 'copyPicture', arguments: [look] })),
      ...(['png', 'svg'] as const).flatMap((format) =>
        (['screen', 'light'] as const).map((look) => ({
          action: 'savePicture',
          arguments: [{ format, look }],
        })),
      ),
      { action: 'saveNumbers', arguments: ['csv'] },
      { action: 'saveNumbers', arguments: ['json'] },
    ]);
  });

  it('offers the numbers of the run that is picked', () => {
    const { menu, asked, race } = itemsOf('1');
    button(menu, 'Save numbers of Adam as CSV…').click();
    button(menu, 'Save numbers of Adam as JSON…').click();
    expect(asked).toEqual([
      { action: 'saveNumbers', arguments: ['csv', race.runs[1]] },
      { action: 'saveNumbers', arguments: ['json', race.runs[1]] },
    ]);
  });
});

it('is one tab stop, menus left out', () => {
  const { root, outside } = toolbarOf(raceOf(), { width: 1440 });
  keepOneStop(root);
  const stops = outside('button, select').map((each) => each.getAttribute('tabindex'));
  expect(stops.length).toBeGreaterThan(7);
  expect(stops.filter((each) => each === '0')).toHaveLength(1);
  expect(stops.filter((each) => each === '-1')).toHaveLength(stops.length - 1);
});

it('offers to show all runs only where some are hidden, and says what was saved', () => {
  const race = raceOf({ runs: [runView(), runView({ name: 'Adam' })] });
  const names = (change: Partial<PanelState>) => textsOf(toolbarOf(race, change).menu, '.menu-item');
  expect(names({})).not.toContain('Show all runs');
  expect(names({ hidden: new Set(['1']) })).toContain('Show all runs');
  const { root } = toolbarOf(race, { notice: 'Saved losses.csv' });
  expect(textOf(only(root, '.notice'))).toBe('Saved losses.csv');
});

describe('the room of the toolbar', () => {
  /** The least width at which each part stands outside of the menu. */
  const leastWidths = (race: RaceData) =>
    partsOf(stateOf(race)).map((part) => {
      let width = 200;
      while (!fittingParts(stateOf(race, { width })).has(part)) width++;
      return [part, width];
    });

  it('is enough for all of a surface from 1310 px on, and for the counter from 226', () => {
    expect(leastWidths(raceOf())).toEqual([
      ['counter', 226],
      ['restart', 254],
      ['logY', 314],
      ['speed', 461],
      ['xAxis', 610],
      ['logX', 670],
      ['engine', 804],
      ['outliers', 940],
      ['smoothing', 1212],
      ['raw', 1310],
    ]);
  });

  it('is enough for all of a long training from 1706 px on', () => {
    expect(leastWidths(model(20))).toEqual([
      ['counter', 299],
      ['restart', 327],
      ['logY', 387],
      ['measure', 625],
      ['speed', 780],
      ['xAxis', 929],
      ['logX', 989],
      ['epochs', 1074],
      ['engine', 1200],
      ['outliers', 1336],
      ['smoothing', 1608],
      ['raw', 1706],
    ]);
  });
});

describe('what the toolbar says', () => {
  it('is how far the race is, in words and as a bar, until it has ended', () => {
    const { root, bar } = toolbarOf(model(1140), { width: 1440 });
    expect(only(bar, '.counter').getAttribute('aria-label')).toBe('Step 1140 of 11400');
    expect(textOf(only(bar, '.epochs'))).toBe('epoch 1.0');
    const progress = only(root, 'progress');
    expect([progress.getAttribute('max'), progress.getAttribute('aria-label')]).toEqual([
      '11400',
      'Progress of the race',
    ]);
    expect(Reflect.get(progress, 'value')).toBe(1140);
    expect(toolbarOf(raceOf()).root.querySelector('progress')).toBeNull();
  });

  it('is which engines compute, with more on a closer look', () => {
    const engines = [1, 3].map((threads) => ({
      precision: threads === 1 ? ('float64' as const) : ('float32' as const),
      threads,
      description: `engine of ${threads}`,
    }));
    const runs = engines.map((engine, i) => runView({ engine, name: ['SGD', 'Adam'][i] ?? '' }));
    const { bar } = toolbarOf(raceOf({ runs }), { width: 1440 });
    const engine = only(bar, '.engine');
    expect(textOf(engine)).toBe('CPU ×4, float32 and float64');
    expect(engine.getAttribute('title')).toBe('SGD: engine of 1\nAdam: engine of 3');
  });

  it('is which choices there are, with the one that holds', () => {
    const { outside } = toolbarOf(model(20), { width: 1440 });
    const chosen = outside('select').map((each) =>
      [...each.querySelectorAll('option')].map((option) => `${option.selected ? '*' : ''}${textOf(option)}`),
    );
    expect(chosen).toEqual([
      ['*Training loss', 'Whole-set loss', 'Both losses', 'Whole-set accuracy'],
      ['0.25×', '*1×', '4×', 'Max'],
      ['*Step', 'Epoch', 'Seconds'],
    ]);
  });

  it('is what is on: a logarithmic axis, where there can be one', () => {
    const pressed = (change: Partial<PanelState>) =>
      toolbarOf(model(20), { width: 1440, ...change })
        .outside('.toggle')
        .map((each) => [textOf(each), each.getAttribute('aria-pressed'), each.getAttribute('aria-disabled')]);
    const settings = stateOf(raceOf()).settings;
    expect(pressed({})).toEqual([
      ['Log x', 'false', null],
      ['Log y', 'true', null],
      ['Ignore outliers', 'true', null],
    ]);
    expect(
      pressed({ settings: { ...settings, logX: true, show: 'accuracy', ignoreOutliers: false } }),
    ).toEqual([
      ['Log x', 'true', null],
      ['Log y', 'false', 'true'],
      ['Ignore outliers', 'false', null],
    ]);
  });

  it.each([
    ['a share', model(20), { show: 'accuracy' }, 'The axis is linear: it shows a share, in percent.'],
    [
      'a loss below 0',
      raceOf({ runs: [runView(), runView({ losses: Float64Array.of(1, -39.166, 2) })] }),
      {},
      'The axis is linear: a logarithmic one has no place below 0, and the lowest loss is -39.17.',
    ],
  ])('is that a linear axis is none, and why: %s', (_, race, change, why) => {
    const settings = { ...stateOf(race).settings, ...change };
    const { bar, asked } = toolbarOf(race, { settings, width: 1440 });
    const toggle = button(bar, 'Log y');
    expect(isLogY(stateOf(race, { settings }))).toBe(false);
    expect(['aria-pressed', 'aria-disabled', 'title'].map((name) => toggle.getAttribute(name))).toEqual([
      'false',
      'true',
      why,
    ]);
    toggle.click();
    expect(asked).toEqual([]);
  });

  it('is that a logarithmic axis is one, as soon as no run below 0 is shown', () => {
    const race = raceOf({ runs: [runView(), runView({ losses: Float64Array.of(1, -1) })] });
    const toggle = button(toolbarOf(race, { hidden: new Set(['1']) }).bar, 'Log y');
    expect(['aria-pressed', 'aria-disabled', 'title'].map((name) => toggle.getAttribute(name))).toEqual([
      'true',
      null,
      null,
    ]);
  });

  it('changes what is on and what is chosen', () => {
    const { bar, outside, asked } = toolbarOf(model(20), { width: 1440 });
    for (const name of ['Log x', 'Log y', 'Ignore outliers']) button(bar, name).click();
    for (const [each, index] of [
      [outside('select')[0], 3],
      [outside('select')[2], 1],
    ] as const) {
      if (each instanceof HTMLSelectElement) each.selectedIndex = index;
      each?.dispatchEvent(new Event('change'));
    }
    expect(asked.map((each) => each.arguments[0])).toEqual([
      { logX: true },
      { logY: false },
      { ignoreOutliers: false },
      { show: 'accuracy' },
      { xAxis: 'epoch' },
    ]);
  });
});
