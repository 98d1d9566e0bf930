/** A race of four optimizers with many seeds each: a line an optimizer, in its colour, in chart and table alike. */
import { expect, test } from 'vitest';
import type { RaceView } from '../../core/protocol/panel.ts';
import { looksOf } from '../../core/race/colors.ts';
import { raceOf, runView } from '../unit/panel/fixtures.ts';
import { PanelPage } from './panelPage.ts';

const names = { sgd: 'SGD', momentum: 'Momentum', rmsprop: 'RMSProp', adam: 'Adam' };
const seeds = 42;

/** @param begun So many of the runs have ended; the others wait for their turn. */
function race(begun: number): RaceView {
  const ids = Object.keys(names).flatMap((id) => Array<string>(seeds).fill(id));
  const looks = looksOf(ids);
  const runs = ids.map((optimizer, i) =>
    runView({
      ...{ optimizer, name: Object.values(names)[Math.floor(i / seeds)] ?? '', seed: i % seeds, ...looks[i] },
      ...(i < begun
        ? { losses: Float64Array.of(9, 5, 4, 3, 1 + Math.floor(i / seeds)) }
        : { losses: new Float64Array(), status: { kind: 'queued' }, engine: null }),
    }),
  );
  const { facts, threads } = raceOf();
  return { ...facts, target: null, phase: begun < ids.length ? 'running' : 'ended', speed: 1, threads, runs };
}

test('lines and rows of many seeds are drawn as far as these have begun, in the colours of their optimizers', async () => {
  const panel = await PanelPage.open(1000, 800);
  await panel.keepTexts();
  const shown = async (begun: number) => {
    await panel.send({ type: 'snapshot', race: race(begun) });
    const marks = await panel.page.evaluate(() =>
      [...document.querySelectorAll('tr.group-row .visibility > *')].map(({ className }) => className),
    );
    const texts = await panel.textsIn('.loss');
    return {
      marks,
      ends: Object.values(names).filter((name) => texts.some((text) => text.startsWith(name))),
    };
  };
  const dots = [0, 1, 3, 4].map((slot) => `dot run-${slot}`);
  const whole = await shown(4 * seeds);
  expect(whole.ends).toEqual(Object.values(names));
  expect(whole.marks).toEqual(dots);
  const waiting = await shown(64);
  expect(waiting.ends).toEqual(['SGD', 'Momentum']);
  expect([...waiting.marks].sort()).toEqual(dots);
  await panel.close();
  expect(panel.faults).toEqual([]);
});
