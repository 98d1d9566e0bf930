/** How the panel's page is laid out as it gets wider and wider. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RaceView } from '../../core/protocol/panel.ts';
import { chosen, chosenView } from '../unit/panel/chosen.ts';
import { type RunChange, raceOf, runView } from '../unit/panel/fixtures.ts';
import { PanelPage } from './panelPage.ts';

const narrowest = 300;
const widest = 1500;
/** `BY=20 npm run test:pages panelWidths` looks at more widths. */
const by = Number(process.env['BY'] ?? 60);

const names = [
  'SGD',
  'Momentum',
  'RMSProp',
  'Adam',
  'Nesterov’s accelerated gradient',
  'Schedule-free AdamW',
];
const finished: RunChange = { steps: 200, stepsPerSecond: 1e6, status: { kind: 'finished' } };

/** The later the run, the lower its loss. */
function raceWith(count: number, change: RunChange, view: Partial<RaceView> = {}): RaceView {
  const runs = Array.from({ length: count }, (_, i) =>
    runView({
      ...{ name: names[i % names.length] ?? '', lr: (1 + i) / 1000, color: i % 12 },
      ...{ variant: Math.floor(i / 12), losses: Float64Array.of(9, 8, 7, 6, 1.234 / (1 + i)) },
      ...finished,
      ...change,
    }),
  );
  const { facts, threads } = raceOf();
  return { ...facts, phase: 'ended', speed: 1, threads, ...view, runs };
}

const onData: Partial<RaceView> = {
  problem: { data: 'digits', hidden: [16], validation: 0.2 },
  target: null,
};
const trained: RunChange = {
  ...{ path: null, stepsPerEpoch: 3, batchSize: 32, seed: 1 },
  evaluations: [{ step: 3, loss: 0.1234, accuracy: 0.95 }],
};
const races: Readonly<Record<string, RaceView>> = {
  'one run on a surface': raceWith(1, {}),
  'three runs on a surface': raceWith(3, {}),
  'twelve runs on a surface': raceWith(12, {}),
  'fifty runs on a surface': raceWith(50, {}),
  'three runs on data': raceWith(3, trained, onData),
  'twelve runs on data': raceWith(12, trained, onData),
  'four runs of two experiments': chosenView(
    chosen.map((each, i) => ({ ...each, losses: Float64Array.of(9, 8, 7, 6, 1.234 / (1 + i)) })),
  ),
};

let panel: PanelPage;

beforeAll(async () => {
  panel = await PanelPage.open(narrowest, 800);
  await panel.keepTexts();
});

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

interface Seen {
  readonly chart: number;
  readonly land: number | null;
  /** How much more is left free at the right of the chart, or of the landscape beside it, than at its left. */
  readonly blank: number;
  readonly sideways: number;
  readonly toolbar: number;
  readonly columns: readonly string[];
  /** Pixels of a line of the legend that are cut off at its lower end. */
  readonly cutLine: number;
}

function look(): Promise<Seen> {
  return panel.page.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
    const { scrollWidth, clientWidth } = document.documentElement;
    const legend = box('.legend ul');
    const cuts = [...document.querySelectorAll('.legend li')].map((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      const end = legend?.bottom ?? bottom;
      return top < end && bottom > end ? (bottom - end) % 24 : 0;
    });
    const last = box('.stage .figure.land .body') ?? box('.figure.loss .body');
    return {
      chart: box('.figure.loss .body')?.width ?? 0,
      blank: clientWidth - (last?.right ?? 0) - (box('.figure.loss .body')?.left ?? 0),
      land: box('.figure.land .body')?.width ?? null,
      sideways: scrollWidth - clientWidth,
      toolbar: box('.toolbar')?.height ?? 0,
      columns: [...document.querySelectorAll('thead th')].map(
        ({ className }) => className.split(' ')[0] ?? '',
      ),
      cutLine: Math.max(0, ...cuts),
    };
  });
}

/** What says less than how the runs stand. */
const lessThanStatus = ['best', 'position0', 'position1', 'steps', 'time', 'rate'];

test.each(Object.keys(races))(
  '%s fit into every width, and the chart never gets smaller',
  async (name) => {
    const race = races[name] ?? null;
    await panel.send({ type: 'snapshot', race });
    const winner = (1.234 / (race?.runs.length ?? 1)).toPrecision(3);
    let before = 0;
    for (let width = narrowest; width <= widest; width += by) {
      await panel.resizeQuickly(width, 800);
      const seen = await look();
      const where = `${name} at ${width} px`;
      expect(seen.sideways, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
      expect(seen.toolbar, `${where}: height of the toolbar`).toBe(36);
      expect(seen.cutLine, `${where}: a line of the legend is cut`).toBe(0);
      expect(await panel.cutOff(), where).toEqual([]);
      expect(seen.chart, `${where}: width of the chart`).toBeGreaterThanOrEqual(before);
      before = seen.chart;
      expect(Math.abs(seen.blank), `${where}: left free at one side`).toBeLessThanOrEqual(1);
      if (width <= 800) expect(seen.chart, `${where}: fills the panel`).toBeGreaterThanOrEqual(width - 56);
      if (seen.land !== null) expect(seen.land, `${where}: width of the landscape`).toBeGreaterThan(150);
      if (race && race.target !== null) expect(await panel.textsIn('.loss'), where).toContain(winner);
      for (const less of lessThanStatus)
        if (race?.isWhole && !seen.columns.includes('status'))
          expect(seen.columns, where).not.toContain(less);
    }
  },
  120_000,
);

test.each([320, 541, 785, 1000])(
  'a page that opens with a race fills its drawings, at %d px',
  async (width) => {
    await panel.resize(width, 800);
    await panel.reload();
    await panel.send({ type: 'snapshot', race: races['three runs on a surface'] ?? null });
    const sizes = await panel.page.evaluate(() =>
      [...document.querySelectorAll('.figure .body')].map((body) => ({
        body: [body.clientWidth, body.clientHeight],
        canvases: [...body.querySelectorAll('canvas')].map(({ clientWidth, clientHeight, width, height }) => [
          [clientWidth, clientHeight],
          [width, height],
        ]),
      })),
    );
    expect(sizes).toHaveLength(2);
    for (const { body, canvases } of sizes)
      expect(canvases).toEqual(Array.from({ length: canvases.length }, () => [body, body]));
  },
);
