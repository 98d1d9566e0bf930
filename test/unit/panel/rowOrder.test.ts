import { expect, it } from 'vitest';
import type { Phase } from '../../../core/race/phase.ts';
import type { RaceData } from '../../../webview/panel/data/raceData.ts';
import { RowHold, rowOrder, settle } from '../../../webview/panel/table/rowOrder.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { raceOf, runView, stateOf, updateOf } from './fixtures.ts';

/** Three runs with these losses. */
function race(losses: readonly number[] = [3, 1, 2]): RaceData {
  const runs = losses.map((loss) =>
    runView({ losses: Float64Array.of(9, loss), status: { kind: 'running' } }),
  );
  return raceOf({ phase: 'running', runs });
}

/** Goes on until the runs have these losses. */
function goOn(data: RaceData, losses: readonly number[]): void {
  const runs = losses.map((loss, run) => ({ ...updateOf(2, [loss], [0, 0]), run }));
  data.apply({ type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2, runs });
}

function inPhase(data: RaceData, phase: Phase): void {
  data.apply({ type: 'update', race: 'race', phase, speed: 1, threads: 2, runs: [] });
}

/** The panel and its table: what it draws is what the next press is meant for. */
function table(first: RaceData) {
  const hold = new RowHold();
  let shown = first;
  return {
    hold,
    show(data: RaceData) {
      shown = data;
      hold.release();
    },
    draw() {
      const keys = rowOrder(stateOf(shown, { heldRows: hold.order })).map(({ key }) => key);
      hold.draw(keys);
      return keys.join('');
    },
  };
}

it('sorts the rows as the person chose', () => {
  const sorted = (column: string, descending: boolean) => {
    const settings = { ...readViewSettings(undefined), sort: { column, descending } };
    return rowOrder(stateOf(race(), { settings })).map(({ key }) => key);
  };
  expect(sorted('loss', false)).toEqual(['1', '2', '0']);
  expect(sorted('loss', true)).toEqual(['0', '2', '1']);
  expect(sorted('accuracy', false), 'a surface has none').toEqual(['1', '2', '0']);
});

it.each(['pointer', 'focus'] as const)(
  'holds them while the race runs and the %s is among them',
  (holder) => {
    const data = race();
    const { hold, draw } = table(data);
    expect(draw()).toBe('120');
    hold.hold(holder, true);
    goOn(data, [0.1, 0.3, 0.2]);
    expect(draw()).toBe('120');
    hold.hold(holder, false);
    expect(draw()).toBe('021');
  },
);

it('holds them until both are gone', () => {
  const data = race();
  const { hold, draw } = table(data);
  draw();
  expect([hold.hold('pointer', true), hold.hold('focus', true), hold.hold('focus', true)]).toEqual([
    true,
    true,
    false,
  ]);
  goOn(data, [0.1, 0.3, 0.2]);
  hold.hold('pointer', false);
  expect(draw()).toBe('120');
  hold.hold('focus', false);
  expect(draw()).toBe('021');
});

it('sorts them when the race pauses or has ended, and holds them so when it goes on', () => {
  const data = race();
  const { hold, draw } = table(data);
  draw();
  hold.hold('pointer', true);
  goOn(data, [0.1, 0.3, 0.2]);
  inPhase(data, 'paused');
  expect(draw()).toBe('021');
  inPhase(data, 'running');
  goOn(data, [0.1, 0.3, 0.2]);
  expect(draw()).toBe('021');
  inPhase(data, 'ended');
  expect(draw()).toBe('021');
});

it('starts another race without a held order', () => {
  const { hold, draw, show } = table(race());
  draw();
  hold.hold('pointer', true);
  show(race([1, 2, 3]));
  expect(hold.order).toBeNull();
  expect(draw()).toBe('012');
});

it('sorts anew where the rows are others than were held', () => {
  const heldRows = ['1', '0'];
  expect(rowOrder(stateOf(race(), { heldRows })).map(({ key }) => key)).toEqual(['1', '2', '0']);
});

it('puts the right rows into some places, and what stood there where they came from', () => {
  const settled = (drawn: string, sorted: string, places: readonly number[]) =>
    settle([...drawn], [...sorted], places).join('');
  expect(settled('abcdef', 'fedcba', [0, 1])).toBe('fecdba');
  expect(settled('abcdef', 'bcadef', [0, 1, 2])).toBe('bcadef');
  expect(settled('abcdef', 'fedcba', [])).toBe('abcdef');
  expect(settled('abcdef', 'fedcba', [0, 1, 2, 3, 4, 5])).toBe('fedcba');
  expect(settled('abc', 'xbc', [0, 7]), 'another row, and a place that is not there').toBe('abc');
});
