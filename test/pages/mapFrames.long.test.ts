/** A frame of the map's page is never felt: the processor's time that it takes is bounded. */
import { expect, test } from 'vitest';
import { longestFrame, measureMapPage } from '../../scripts/benchMap/page.mjs';

const actions = 150;
/** A machine that is busy with other things takes longer for all; then it is measured again. */
const rounds = 3;

test('zooms, moves and other axes while cells come in', async () => {
  const worst: number[] = [];
  do {
    const { work } = await measureMapPage(actions);
    expect(work.length).toBeGreaterThan(actions / 2);
    worst.push(Math.max(...work));
  } while (Math.min(...worst) > longestFrame && worst.length < rounds);
  expect(Math.min(...worst)).toBeLessThanOrEqual(longestFrame);
}, 240_000);
