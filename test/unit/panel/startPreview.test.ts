// @vitest-environment happy-dom
/** What is drawn while the start is moved: asked for as long as it moves, beside the runs as they are. */
import { describe, expect, it, test } from 'vitest';
import type { PreviewedRun } from '../../../core/preview/previewRuns.ts';
import { type FromPanel, panelRequests } from '../../../core/protocol/fromPanel.ts';
import { type Preview, whyNoPreview } from '../../../webview/panel/data/preview.ts';
import { landscapeScene } from '../../../webview/panel/scene/landscapeScene.ts';
import { lossScene } from '../../../webview/panel/scene/lossScene.ts';
import { StartPreview } from '../../../webview/panel/startPreview.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { BranchCurve } from '../../../webview/shared/curves/branchCurve.ts';
import { contextOf, setSize } from '../webview/fakeCanvas.ts';
import { canvasesBeforeEach, canvasesOf } from '../webview/figureTools.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { openPage, timersBeforeEach, viewOf } from './openPage.ts';
import { only } from './pageTools.ts';

timersBeforeEach();
canvasesBeforeEach();

const previewed = (x: number): PreviewedRun => ({
  losses: Float64Array.of(50, 20, 5),
  path: Float64Array.of(x, 8, x / 2, 6, 0, 2),
  hasDiverged: false,
});

const askedSchema = panelRequests.previewStart.params;
const startOf = (request?: { readonly params: unknown }) => askedSchema.parse(request?.params).start;

describe('while the start is moved', () => {
  function setUp(view = viewOf()) {
    const page = openPage(view);
    const land = only(page.root, '.landscape');
    setSize(land, 300, 400);
    page.draw();
    const upper = canvasesOf(land).map(contextOf)[3] ?? expect.fail('no canvas');
    const asked = () =>
      page.posted.flatMap((message: FromPanel) =>
        message.type === 'request' && message.name === 'previewStart' ? [message] : [],
      );
    const press = (key: string) => {
      land.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    };
    const reply = async (outcome: { result: unknown } | { error: string }) => {
      page.panel.receive({ type: 'reply', id: asked().at(-1)?.id ?? -1, outcome });
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      page.draw();
    };
    /** Dashes of the lines above the paths, as they are drawn now. */
    const dashes = () => {
      upper.take();
      page.panel.invalidate();
      page.draw();
      return upper.of('stroke').map(({ dash }) => dash?.join());
    };
    const card = () => only(land, '.start-card');
    return { ...page, land, asked, press, reply, dashes, card };
  }

  it('its place is asked for, one at a time, and the last of all', async () => {
    const { asked, press, reply } = setUp();
    press('ArrowLeft');
    press('ArrowLeft');
    press('ArrowDown');
    expect(asked()).toHaveLength(1);
    const [first] = asked();
    expect(first?.params).toMatchObject({ runs: [0, 1, 2] });
    await reply({ result: [previewed(1), previewed(1), previewed(1)] });
    expect(asked()).toHaveLength(2);
    const [[x1, y1], [x2, y2]] = [startOf(asked()[0]), startOf(asked()[1])];
    expect(y1).toBe(10);
    expect([x2 < x1, y2 < y1]).toEqual([true, true]);
  });

  it('paths from there are drawn dashed, until it is put back', async () => {
    const { press, reply, dashes, card } = setUp();
    expect(dashes()).not.toContain('3,3');
    expect(card().hidden).toBe(true);
    press('ArrowLeft');
    await reply({ result: [previewed(1), previewed(1), previewed(1)] });
    expect(dashes()).toContain('3,3');
    expect([card().hidden, card().textContent]).toEqual([false, expect.stringMatching(/^Start at w0 = /)]);
    press('Escape');
    expect(dashes()).not.toContain('3,3');
    expect(card().hidden).toBe(true);
  });

  it('what comes when it was put back is nobody’s', async () => {
    const { press, reply, dashes } = setUp();
    press('ArrowLeft');
    press('Escape');
    await reply({ result: [previewed(1), previewed(1), previewed(1)] });
    expect(dashes()).not.toContain('3,3');
  });

  it('another race has none', async () => {
    const { press, reply, dashes, show } = setUp();
    press('ArrowLeft');
    await reply({ result: [previewed(1), previewed(1), previewed(1)] });
    show(viewOf({ id: 'other' }));
    expect(dashes()).not.toContain('3,3');
  });

  it('it is said why there is none', async () => {
    const { press, reply, card, land } = setUp();
    press('ArrowLeft');
    await reply({ error: 'the thread of the preview of starts ended with code 1' });
    expect(card().textContent).toContain(
      'Not previewed: the thread of the preview of starts ended with code 1.',
    );
    press('ArrowLeft');
    expect(only(land, '[aria-live]').textContent).toContain('Not previewed: ');
  });

  it('what takes too long is not asked for, and that is said', () => {
    const runs = [runView({ steps: 60_000 }), runView({ steps: 60_000, name: 'Adam' })];
    const { press, asked, card, draw } = setUp(viewOf({ runs }));
    press('ArrowLeft');
    draw();
    expect(asked()).toEqual([]);
    expect(card().textContent).toContain(
      'Not previewed: 120,000 steps over all runs are more than the 100,000',
    );
  });
});

test('what was asked for and comes when the start is back, or of another race, is forgotten', async () => {
  const answers: ((runs: PreviewedRun[]) => void)[] = [];
  let state = stateOf(raceOf());
  const preview = new StartPreview({
    ...{ state: () => state, changed() {} },
    requests: { ask: () => new Promise((resolve) => void answers.push(resolve as never)) },
  });
  const answer = async () => {
    answers.at(-1)?.([previewed(1)]);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  preview.moveTo([0.5, 3]);
  await answer();
  expect(preview.shown?.lines.size).toBe(1);
  preview.moveTo([0.5, 2]);
  preview.moveTo(null);
  await answer();
  expect(preview.shown).toBeNull();
  preview.moveTo([0.5, 1]);
  state = stateOf(raceOf({ id: 'other' }));
  await answer();
  expect(preview.shown?.lines.size).toBe(0);
});

describe('the scenes', () => {
  const path = Float64Array.of(1, 10, 0.4, 9, -0.2, 7);
  const race = raceOf({
    runs: ['SGD', 'Adam'].map((name) => runView({ name, path, losses: Float64Array.of(9, 4, 1) })),
  });
  const preview: Preview = {
    why: null,
    lines: new Map([
      [
        '1',
        {
          losses: new BranchCurve(0, Float64Array.of(50, 1e7)),
          positions: { length: 4, at: () => 0, stretch: () => new Float64Array() },
          diverged: true,
        },
      ],
    ]),
  };
  const landOf = (state: PanelState) =>
    landscapeScene(state, race.surface ?? expect.fail('no surface'), null);

  it('have paths that step back and leave their names to those from elsewhere', () => {
    const { paths, previews, startNote } = landOf(stateOf(race, { preview }));
    expect(paths.map(({ name, faded }) => [name, faded])).toEqual([
      ['', true],
      ['', true],
    ]);
    expect(previews).toMatchObject([
      { key: '1 preview', name: 'Adam', faded: false, diverged: true, dash: [3, 3], look: paths[1]?.look },
    ]);
    expect(startNote).toBeNull();
    expect(landOf(stateOf(race)).paths[0]).toMatchObject({ name: 'SGD', faded: false });
  });

  it('have a dashed curve beside each run that is drawn by itself', () => {
    const { lines } = lossScene(stateOf(race, { preview }));
    expect(lines.map(({ key, faded, isBeside }) => [key, faded, isBeside])).toEqual([
      ['0', true, false],
      ['1', true, false],
      ['1 preview', false, true],
    ]);
    expect(lines[2]).toMatchObject({
      name: 'Adam, from elsewhere',
      dash: [3, 3],
      divergedAt: 1,
      endName: '',
    });
    expect(lossScene(stateOf(race)).lines).toHaveLength(2);
  });

  it('smooth it as they do the others', () => {
    const state = stateOf(race, { preview });
    const settings = { ...state.settings, smoothSteps: 10 };
    const curve = lossScene({ ...state, settings }).lines[2]?.curve;
    expect(curve?.at(1)).toBeCloseTo((50 + 1e7) / 2, 6);
  });

  it('say why there can be none', () => {
    expect(whyNoPreview(race.runs)).toBeNull();
    const long = raceOf({ runs: [runView({ steps: 100_001 })] });
    expect(landOf(stateOf(long)).startNote).toMatch(/^Not previewed: 100,001 steps/);
    expect(landOf(stateOf(raceOf({ isWhole: false }))).startNote).toBeNull();
  });
});
