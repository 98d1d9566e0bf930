/** Several processes on one library, and processes that are killed. `STRESS=100 npx vitest run …` kills so many. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeRace } from '../../../../core/race/raceFile.ts';
import { bundleForNode, startChild } from '../childProgram.ts';
import { createFolder } from './libraryTools.ts';

const kills = Number(process.env['STRESS'] ?? 5);
const windows = 'test/unit/node/library/stress';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
beforeAll(async () => {
  programs = await bundleForNode({
    busyWindow: `${windows}/busyWindow.ts`,
    racingWindow: `${windows}/racingWindow.ts`,
    worker: 'node/threads/worker.ts',
  });
});
afterAll(() => programs.remove());
const program = (name: string) => path.join(programs.folder, name);

const racesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.race'));
const strangersIn = (folder: string) =>
  readdirSync(folder).filter((name) => /\.(new|unreadable|damaged|claimed)$/.test(name));

test.each([2, 4])(
  '%i windows that save, read and make room in one library see only whole races',
  async (count) => {
    const folder = path.join(createFolder(), 'races');
    const races = 12;
    const children = Array.from({ length: count }, (_, index) =>
      startChild(program('busyWindow.js'), folder, `w${index}`, String(10 + kills), String(races)),
    );
    const results = await Promise.all(children.map(({ ended }) => ended));
    const lasts = results.map(({ lines, errors }) => {
      expect([lines.slice(0, -1), errors]).toEqual([[], '']);
      return lines.at(-1)?.replace('last ', '') ?? '';
    });
    expect(new Set(lasts).size).toBe(count);
    const names = racesIn(folder);
    // Each may have looked before the others had made room.
    expect(names.length).toBeLessThanOrEqual(races + count);
    expect(names.length).toBeGreaterThanOrEqual(races);
    expect(strangersIn(folder)).toEqual([]);
    expect(lasts.some((last) => names.includes(`${last}.race`))).toBe(true);
    for (const [index, last] of lasts.entries()) {
      expect(last).toContain(`-w${index}-`);
      if (!names.includes(`${last}.race`)) {
        // Of a window that ended long before the others. Their races are newer, and had to have room.
        expect(names.filter((name) => name > last).length).toBeGreaterThanOrEqual(races - count);
        continue;
      }
      const race = decodeRace(readFileSync(path.join(folder, `${last}.race`)));
      expect([race.title, race.runs[0]?.record.length]).toEqual([last, 3000]);
    }
  },
  60_000,
);

test(
  `of ${kills} windows that are killed, no run comes back that was told to have finished and has not`,
  async () => {
    let told = 0;
    for (let kill = 0; kill < kills; kill++) {
      const folder = path.join(createFolder(), 'races');
      const child = startChild(program('racingWindow.js'), folder, programs.folder);
      const patience = Date.now() + 20_000;
      while (child.lines().length === 0 && Date.now() < patience) await sleep(5);
      await sleep(Math.random() * 300);
      child.process.kill('SIGKILL');
      const { lines, errors } = await child.ended;
      expect(errors).toBe('');
      const races = new Map(
        racesIn(folder).map((name) => {
          const race = decodeRace(readFileSync(path.join(folder, name)));
          return [race.id, race];
        }),
      );
      for (const line of lines) {
        const [id = '', run = '', steps = ''] = line.split(' ');
        const race = races.get(id) ?? expect.fail(`${line}: there is no such race`);
        const { state, length } =
          race.runs[Number(run)]?.record ?? expect.fail(`${line}: there is no such run`);
        expect([line, state.status.kind, state.stepsDone, length]).toEqual([
          line,
          'finished',
          Number(steps),
          501,
        ]);
      }
      expect(existsSync(path.join(folder, 'windows'))).toBe(true);
      told += lines.length;
    }
    expect(told).toBeGreaterThan(kills);
    if (process.env['STRESS']) console.log(`${kills} kills, ${told} runs told to have finished, none lost`);
  },
  30_000 + 10_000 * kills,
);
