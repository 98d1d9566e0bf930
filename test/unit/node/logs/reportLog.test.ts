/** What is told of a log while somebody writes to it, and when nobody does any more. */
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { LogNews } from '../../../../core/log/logNews.ts';
import { logDisk } from '../../../../node/logs/logDisk.ts';
import { reportLog } from '../../../../threads/logs/reportLog.ts';
import { temporaryFolder } from '../data/csvFile.ts';

function report(growsFor: number) {
  const place = path.join(temporaryFolder(), 'train.csv');
  writeFileSync(place, 'step,loss\n0,4\n');
  const told: LogNews[] = [];
  const followed = reportLog(logDisk, { place, choice: {}, growsFor }, (news) => told.push(news));
  const states = () =>
    told.flatMap(({ runs }) => runs.flatMap(({ pieces }) => pieces.map(({ state }) => state.status.kind)));
  return { place, told, followed, states };
}

test('a log grows while somebody writes to it, and is finished a while after that', async () => {
  const { told, followed, states } = report(300);
  await vi.waitFor(() => expect(states()).toEqual(['running', 'finished']), 10_000);
  expect(told.map(({ isWhole, fault }) => [isWhole, fault])).toEqual(Array(2).fill([true, null]));
  await followed.close();
});

test('nothing is told once it is closed, neither what is written nor that nothing is', async () => {
  const { place, told, followed } = report(1000);
  await vi.waitFor(() => expect(told).toHaveLength(1), 10_000);
  await followed.close();
  appendFileSync(place, '1,3\n');
  await sleep(1200);
  expect(told).toHaveLength(1);
});
