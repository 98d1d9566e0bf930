/** The page of the map with the runs that it asks for. */
import { inspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import { float64Engine } from '../../core/engine/cpu/float64Engine.ts';
import type { MapAxis } from '../../core/experiment/map/mapAxis.ts';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import { createBasinScorer } from '../../core/map/basins.ts';
import { cellOrder } from '../../core/map/cellOrder.ts';
import { cellsOf, type MapCells } from '../../core/map/mapCells.ts';
import type { MapEngine } from '../../core/map/mapEngine.ts';
import { numbersOfCell, writeScore } from '../../core/map/mapGrid.ts';
import { type MapSpec, mapOfExperiment } from '../../core/map/mapSpec.ts';
import { theoryOf } from '../../core/map/mapTheory.ts';
import { runAt } from '../../core/map/runAt.ts';
import { createScorer, followRun, type ScorerOptions } from '../../core/map/scorer.ts';
import { findDataset } from '../../core/problems/data/index.ts';
import { prepareDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { FromMap, ToMap } from '../../core/protocol/map.ts';
import { openedMap } from '../../extension/map/openedMap.ts';
import { PanelPage } from './panelPage.ts';

/** How runs are computed, all in double precision; only data sets that are generated are known. */
function optionsFor({ run: { problem } }: MapSpec): ScorerOptions {
  const entry = 'data' in problem ? findDataset(problem.data) : undefined;
  const data = entry ? prepareDataset(entry.load('')) : null;
  return { engines: [float64Engine], data, isGivenUp: () => false };
}

export class MapPage {
  readonly panel: PanelPage;
  #spec: MapSpec | null = null;
  readonly #known = new Map<string, object>();
  /** Where the runs are said to be computed. */
  engine: MapEngine | null = null;
  /** Of the cells of the whole map, as much as is to be known. */
  share = 1;

  private constructor(panel: PanelPage) {
    this.panel = panel;
  }

  static async open(width: number, height: number): Promise<MapPage> {
    const panel = await PanelPage.open(width, height, [], 'map');
    const page = new MapPage(panel);
    await panel.page.exposeFunction('answerMap', async (message: FromMap) =>
      JSON.stringify(await page.#answer(message)),
    );
    await panel.page.evaluate(() => {
      const posted: { type: string }[] = Reflect.get(window, 'posted');
      const answer: (message: unknown) => Promise<string> = Reflect.get(window, 'answerMap');
      const awaited: Set<unknown> = Reflect.get(window, 'awaited');
      const { push } = posted;
      posted.push = (message) => {
        awaited.add(message);
        void answer(message).then((text) => {
          awaited.delete(message);
          for (const data of JSON.parse(text)) {
            if (data.type === 'cells') {
              data.chunk.cells = Uint32Array.from(data.chunk.cells);
              data.chunk.numbers = Float64Array.from(
                data.chunk.numbers,
                (each: number | null) => each ?? Number.NaN,
              );
              if (data.chunk.minima) data.chunk.minima = Uint8Array.from(data.chunk.minima);
            }
            window.dispatchEvent(new MessageEvent('message', { data }));
          }
        });
        return push.call(posted, message);
      };
    });
    return page;
  }

  /** Opens the map of an experiment, whole. */
  async show(experiment: object): Promise<void> {
    const parsed = parseExperiment(experiment);
    const spec = mapOfExperiment(parsed, undefined);
    this.#spec = spec;
    const place = { experiment: parsed, csvFolder: null, x: spec.x, y: spec.y };
    await this.send(openedMap(spec, place, undefined));
  }

  async send(message: ToMap): Promise<void> {
    await this.panel.page.evaluate(
      (data) => {
        window.dispatchEvent(new MessageEvent('message', { data }));
      },
      JSON.parse(JSON.stringify(message)),
    );
    await this.panel.settle();
  }

  /** What the page has told, of one kind. */
  async told<Type extends FromMap['type']>(type: Type): Promise<Extract<FromMap, { readonly type: Type }>[]> {
    const posted = await this.panel.page.evaluate(() => Reflect.get(window, 'posted') as FromMap[]);
    return posted.filter((each): each is Extract<FromMap, { readonly type: Type }> => each.type === type);
  }

  async #answer(message: FromMap): Promise<readonly object[]> {
    const spec = this.#spec;
    if (!spec) return [];
    if (message.type === 'show') {
      const { view, x, y, isWhole } = message;
      const whole = isWhole ? { ...spec, x, y } : spec;
      this.#spec = whole;
      return this.#cells(whole, view, x, y);
    }
    if (message.type !== 'request') return [];
    const { x, y } = message.params as { readonly x: number; readonly y: number };
    const losses: number[] = [];
    await followRun(runAt(spec, x, y), optionsFor(spec), (loss) => losses.push(loss));
    const curve = inspectedCurve(
      losses.length,
      (index) => index,
      (index) => losses[index] ?? Number.NaN,
    );
    return [{ type: 'reply', id: message.id, outcome: { result: curve } }];
  }

  /** Of the whole map all cells; of a part of it the coarse ones, since most of what a test waits for is theirs. */
  async #cells(of: MapSpec, view: number, x: MapAxis, y: MapAxis): Promise<readonly object[]> {
    const spec = { ...of, x, y };
    const isWhole = x.from === of.x.from && x.to === of.x.to && y.from === of.y.from && y.to === of.y.to;
    const [columns, rows] = [cellsOf(x), cellsOf(y)];
    const share = isWhole ? this.share : coarse;
    const key = JSON.stringify([x, y, share]);
    const chunk = this.#known.get(key) ?? (await chunkOf(spec, columns, rows, share));
    this.#known.set(key, chunk);
    return [
      { type: 'theory', view, theory: theoryOf(spec, columns, rows) },
      { type: 'phase', view, phase: 'running' },
      { type: 'cells', view, chunk },
      ...(this.engine ? [{ type: 'engine', view, engine: this.engine }] : []),
      ...(share < 1 ? [] : [{ type: 'phase', view, phase: 'done' }]),
    ];
  }
}

/** Every eighth column and row. */
const coarse = 1 / 64;

async function chunkOf(spec: MapSpec, columns: MapCells, rows: MapCells, share: number) {
  const score = createScorer(spec, optionsFor(spec));
  const width = columns.values.length;
  const count = Math.floor(share * width * rows.values.length);
  const cells = [...cellOrder(width, rows.values.length, { column: 0, row: 0 }).subarray(0, count)];
  const numbers = new Float64Array(numbersOfCell * count);
  const basins = createBasinScorer(spec, optionsFor(spec));
  const minima: number[] = [];
  for (const [place, cell] of cells.entries()) {
    const at = [columns.values[cell % width] ?? 0, rows.values[Math.floor(cell / width)] ?? 0] as const;
    const basin = basins && (await basins(...at));
    const known = basin?.score ?? (await score(...at));
    if (known) writeScore(known, numbers, place);
    if (basin) minima.push(basin.minimum);
  }
  return { cells, numbers: [...numbers], ...(basins && { minima }) };
}
