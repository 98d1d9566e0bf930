// @vitest-environment happy-dom
/** Many runs that are few lines: how these look, wherever they are shown, and what is drawn while most of them wait. */
import { describe, expect, it } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { looksOf } from '../../../core/race/colors.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { groupingOf } from '../../../webview/panel/data/groups.ts';
import { chartCaption } from '../../../webview/panel/figures/caption.ts';
import { legend } from '../../../webview/panel/figures/legend.ts';
import { landscapeScene } from '../../../webview/panel/scene/landscapeScene.ts';
import { lossScene } from '../../../webview/panel/scene/lossScene.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { rowOrder } from '../../../webview/panel/table/rowOrder.ts';
import { runTable } from '../../../webview/panel/table/runTable.ts';
import { lineDash } from '../../../webview/shared/theme.ts';
import { type RunChange, raceOf, runView, stateOf, updateOf } from './fixtures.ts';
import { actionsOf, button, draw, textsOf } from './pageTools.ts';

const four = ['sgd', 'momentum', 'rmsprop', 'adam'];
const ownColor = (id: string) => optimizers.find((each) => each.id === id)?.color ?? -1;

/** Each optimizer at so many rates with so many seeds, with the looks that they have in a race. */
function runsOf(
  ids: readonly string[],
  { rates = 1, seeds }: { rates?: number; seeds: number },
): RunChange[] {
  const runs = ids.flatMap((optimizer) =>
    Array.from({ length: rates * seeds }, (_, i) => ({
      ...{ optimizer, name: optimizer, seed: i % seeds },
      lr: (1 + Math.floor(i / seeds)) / 10,
    })),
  );
  const looks = looksOf(runs.map(({ optimizer }) => optimizer));
  return runs.map((run, i) => ({ ...run, ...looks[i] }));
}

function stateWith(runs: readonly RunChange[], change: Partial<PanelState> = {}): PanelState {
  return stateOf(raceOf({ runs: runs.map((each) => runView(each)) }), change);
}

const linesOf = (state: PanelState) => lossScene(state).lines;

describe('lines that stand for many seeds', () => {
  it('have the colours of their optimizers, however many runs there are', () => {
    for (const seeds of [2, 8, 42])
      expect(linesOf(stateWith(runsOf(four, { seeds }))).map(({ look }) => look)).toEqual(
        four.map((id) => ({ slot: ownColor(id), variant: 0 })),
      );
  });

  it('are told from those of the same colour by their styles', () => {
    const looks = linesOf(stateWith(runsOf(four, { rates: 3, seeds: 42 }))).map(({ look }) => look);
    expect(looks).toEqual(
      four.flatMap((id) => [0, 1, 2].map((variant) => ({ slot: ownColor(id), variant }))),
    );
    const [line] = linesOf(stateWith(runsOf(four, { rates: 3, seeds: 42 }))).slice(1);
    expect(line?.dash).toEqual(lineDash({ slot: ownColor('sgd'), variant: 1 }, false));
  });

  it('have other colours each in a race of one optimizer, which would say nothing by its own', () => {
    const looks = linesOf(stateWith(runsOf(['adam'], { rates: 5, seeds: 20 }))).map(({ look }) => look);
    expect(looks[0]).toEqual({ slot: ownColor('adam'), variant: 0 });
    expect(new Set(looks.map(({ slot }) => slot)).size).toBe(5);
    expect(looks.every(({ variant }) => variant === 0)).toBe(true);
  });

  it('never look like a run by itself, which looks as ever', () => {
    // Of the second rate only one seed is there.
    const runs = runsOf(['sgd', 'adam'], { rates: 4, seeds: 3 });
    const state = stateWith(runs.filter(({ lr, seed }) => lr !== 0.2 || seed === 0));
    const singles = state.race.runs.filter(({ facts }) => facts.lr === 0.2);
    const lines = linesOf(state);
    expect(lines.flatMap(({ middle, look }) => (middle ? [] : [look]))).toEqual(
      singles.map(({ look }) => look),
    );
    expect(new Set(lines.map(({ look }) => `${look.slot} ${look.variant}`)).size).toBe(lines.length);
  });

  it('have the same marks in the table, the landscape and the legend', () => {
    const state = stateWith(runsOf(four, { rates: 3, seeds: 42 }));
    const { actions, asked } = actionsOf();
    const lines = linesOf(state);
    const colors = lines.map(({ look }) => `run-${look.slot}`);
    const dashes = lines.map(({ look }) => (look.variant === 0 ? null : lineDash(look, false).join(' ')));
    const marksIn = (root: ParentNode, selector: string) => {
      const marks = [...root.querySelectorAll(selector)];
      return [
        marks.map(({ classList }) => classList[1]),
        marks.map((mark) => mark.querySelector('line')?.getAttribute('stroke-dasharray') ?? null),
      ];
    };
    const table = draw(runTable(state, rowOrder({ ...state, heldRows: keysOf(state) }), actions));
    expect(marksIn(table, 'tr.group-row .visibility > *')).toEqual([colors, dashes]);
    const names = draw(legend(state, actions));
    expect(marksIn(names, 'li button > :first-child')).toEqual([colors, dashes]);
    expect(textsOf(names, 'li button').slice(0, 2)).toEqual(lines.slice(0, 2).map(({ name }) => name));
    button(names, lines[1]?.name ?? '').click();
    expect(asked).toEqual([{ action: 'toggleRuns', arguments: [state.race.runs.slice(42, 84)] }]);
    const { surface } = state.race;
    if (!surface) throw new Error('expected a surface');
    const looks = new Set(lines.map(({ look }) => JSON.stringify(look)));
    const paths = landscapeScene(state, surface, null).paths;
    expect(paths.every(({ look }) => looks.has(JSON.stringify(look)))).toBe(true);
  });

  it('give way to single runs that look as ever where they are unfolded', () => {
    const state = stateWith(runsOf(four, { seeds: 42 }));
    const [first] = groupingOf(state.race, null).groups;
    const unfolded = { ...state, unfolded: new Set([first?.key ?? '']) };
    const alone = linesOf(unfolded).filter(({ middle }) => middle === null);
    expect(alone.map(({ look }) => look)).toEqual(state.race.runs.slice(0, 42).map(({ look }) => look));
    const hidden = new Set(state.race.runs.slice(1, 42).map(({ key }) => key));
    const one = { ...state, hidden };
    expect(linesOf(one)[0]?.look).toEqual(state.race.runs[0]?.look);
  });
});

const keysOf = ({ race }: PanelState) => race.runs.map(({ key }) => key);

describe('while most runs of a race wait for their turn', () => {
  const running = { kind: 'running' } as const;
  /** So many seeds of each of two optimizers, of which the first ones have done so many steps of 4. */
  function partly(seeds: number, done: readonly number[], status: RunStatus = running): PanelState {
    const losses = Float64Array.of(5, 4, 3, 2, 1);
    return stateWith(
      runsOf(['sgd', 'adam'], { seeds }).map((run, i) => {
        const steps = done[i];
        if (steps === undefined) return { ...run, losses: new Float64Array(), status: { kind: 'queued' } };
        return {
          ...run,
          losses: losses.slice(0, steps + 1),
          status: steps === 4 ? { kind: 'finished' } : status,
        };
      }),
    );
  }
  const seen = (state: PanelState) =>
    linesOf(state).map(({ endName, curve, middle }) => [endName, curve.length, middle?.of]);

  it('has the median of those that have begun, and says of how many', () => {
    const state = partly(3, [4, 4, 4, 2, 2]);
    expect(seen(state)).toEqual([
      ['sgd · 3 seeds', 5, '3 seeds'],
      ['adam · 2 seeds', 3, '2 seeds'],
    ]);
    expect(chartCaption(state).text).toContain('median and middle half of several runs');
    expect(seen(partly(3, [4, 4, 4]))[1]?.[1], 'none has begun').toBe(0);
    expect(chartCaption(partly(3, [4, 4, 4])).text).toContain('median and middle half of 3 seeds');
  });

  it('never takes a line back when another begins, which counts once it has come as far', () => {
    const state = partly(3, [4, 4, 4, 2, 2]);
    const adam = () => seen(state)[1];
    const update = { type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2 } as const;
    const grow = (run: number, firstPoint: number, losses: number[]) =>
      state.race.apply({
        ...update,
        runs: [
          {
            ...updateOf(
              firstPoint,
              losses,
              losses.flatMap(() => [5, 5]),
            ),
            run,
          },
        ],
      });
    expect(adam()).toEqual(['adam · 2 seeds', 3, '2 seeds']);
    grow(5, 0, [9, 8]);
    expect(adam()).toEqual(['adam · 2 seeds', 3, '2 seeds']);
    grow(5, 2, [7]);
    expect(adam()).toEqual(['adam', 3, '3 seeds']);
    // From then on it goes as far as all have come.
    grow(3, 3, [1]);
    expect(adam()).toEqual(['adam', 3, '3 seeds']);
  });

  it('leaves out who is far behind where the page comes to a race that goes on', () => {
    expect(seen(partly(3, [4, 4, 4, 4, 4, 1]))[1]).toEqual(['adam · 2 seeds', 5, '2 seeds']);
    expect(seen(partly(3, [4, 4, 4, 4, 4, 1], { kind: 'interrupted' }))[1]?.[2]).toBe('3 seeds');
  });

  it('knows when medians reached the target, whatever was asked of them before', () => {
    const state = stateOf(
      raceOf({ target: 2, runs: runsOf(['sgd'], { seeds: 3 }).map((each) => runView(each)) }),
    );
    chartCaption(state);
    expect(linesOf(state)[0]?.reached).toBe(2);
  });
});
