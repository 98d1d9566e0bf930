/** Pictures and numbers of a race, saved where the person says. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { raceCsv } from '../../../core/race/export/raceCsv.ts';
import { raceJson } from '../../../core/race/export/raceJson.ts';
import { oneRun, wholeRace } from '../../../core/race/shown.ts';
import type { WriteProgress } from '../../../extension/backend/backend.ts';
import { saveNumbers, savePicture } from '../../../extension/commands/saving.ts';
import { onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';
import { resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';

const race = raceOf(onValley({ title: 'Two rates' }), { startedAt: Date.UTC(2030, 0, 2) });
const shown = wholeRace(race);
const loss = Array.from({ length: 3000 }, (_, i) => i / 7);
recordOf(race).append(pieceOf({ loss, position: [...loss, ...loss] }));

const written: { file: string; text: string }[] = [];
async function writeText(file: string, pieces: Iterable<{ text: string }>, _: WriteProgress): Promise<void> {
  written.push({ file, text: [...pieces].map(({ text }) => text).join('') });
}
const textOf = (pieces: Iterable<{ text: string }>) => [...pieces].map(({ text }) => text).join('');
const said = () => screen.messages.map(({ severity, text, buttons }) => [severity, text, ...buttons]);

beforeEach(() => {
  resetScreen();
  written.length = 0;
});

describe('a picture', () => {
  test('is written as it came, and its place is told', async () => {
    screen.saveAs = Uri.file('/pictures/loss.png');
    const bytes = new Uint8Array([1, 2, 3]);
    expect(await savePicture(shown, 'png', bytes)).toBe('loss.png');
    expect(screen.files['/pictures/loss.png']).toBe(bytes);
    expect(said()).toEqual([['information', 'Saved loss.png', 'Open']]);
    expect(screen.commands).toEqual([]);
  });

  test('is opened where the person wants to see it', async () => {
    screen.saveAs = Uri.file('/pictures/loss.svg');
    screen.press = (buttons) => buttons[0];
    await savePicture(shown, 'svg', new Uint8Array());
    await waitFor(() => expect(screen.executed).toHaveLength(1));
    expect(screen.executed[0]).toEqual({ id: 'vscode.open', values: [screen.saveAs] });
  });

  test('is not written where no file is chosen', async () => {
    expect(await savePicture(shown, 'png', new Uint8Array())).toBeNull();
    expect([screen.files, screen.messages]).toEqual([{}, []]);
  });
});

describe('the dialog', () => {
  test.each([
    ['png', { 'PNG picture': ['png'] }],
    ['svg', { 'SVG drawing': ['svg'] }],
  ] as const)('offers a name made of the race, of the type %s', async (format, filters) => {
    screen.folders = [{ name: 'work', uri: Uri.file('/project') }];
    await savePicture(shown, format, new Uint8Array());
    const [dialog] = screen.saveDialogs;
    expect(dialog?.filters).toEqual(filters);
    expect(dialog?.defaultUri?.path).toBe(`/project/valley-sgd.${format}`);
  });

  test.each([
    ['csv', { 'Comma-separated values': ['csv'] }],
    ['json', { JSON: ['json'] }],
  ] as const)('leaves the folder to the editor where none is open, for %s', async (format, filters) => {
    expect(await saveNumbers(shown, format, { writeText })).toBeNull();
    expect(screen.saveDialogs).toEqual([{ filters }]);
    expect(written).toEqual([]);
  });
});

describe('numbers', () => {
  test.each([
    ['csv', raceCsv],
    ['json', raceJson],
  ] as const)('are written as %s, by the backend where the file is on the disk', async (format, make) => {
    screen.saveAs = Uri.file(`/project/numbers.${format}`);
    expect(await saveNumbers(shown, format, { writeText })).toBe(`numbers.${format}`);
    expect(written).toEqual([{ file: `/project/numbers.${format}`, text: textOf(make(shown)) }]);
    expect(said()).toEqual([['information', `Saved numbers.${format}`, 'Open']]);
  });

  test('of one run are written alone', async () => {
    screen.saveAs = Uri.file('/project/one.csv');
    const one = oneRun(shown, 0);
    await saveNumbers(one, 'csv', { writeText });
    expect(written).toEqual([{ file: '/project/one.csv', text: textOf(raceCsv(one)) }]);
    screen.folders = [{ name: 'work', uri: Uri.file('/project') }];
    await saveNumbers(one, 'csv', { writeText });
    expect(screen.saveDialogs.at(-1)?.defaultUri?.path).toBe('/project/valley-sgd.csv');
  });

  test('are written elsewhere in one go', async () => {
    screen.saveAs = new Uri('vscode-vfs', '/far/numbers.csv');
    expect(await saveNumbers(shown, 'csv', { writeText })).toBe('numbers.csv');
    expect(written).toEqual([]);
    expect(new TextDecoder().decode(screen.files['/far/numbers.csv'])).toBe(textOf(raceCsv(shown)));
  });

  test('can be cancelled: nothing is said, and null comes back', async () => {
    screen.saveAs = Uri.file('/project/numbers.csv');
    vi.useFakeTimers();
    const waiting = saveNumbers(shown, 'csv', {
      writeText: (_file, _pieces, { signal }) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    });
    await vi.advanceTimersByTimeAsync(600);
    expect(screen.progress.map(({ title }) => title)).toEqual(['Saving numbers.csv']);
    screen.progress[0]?.cancel();
    expect(await waiting).toBeNull();
    vi.useRealTimers();
    expect(screen.messages).toEqual([]);
  });

  test('tell how much is written, also elsewhere', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    screen.saveAs = new Uri('vscode-vfs', '/far/numbers.json');
    const slow = vi.spyOn(TextEncoder.prototype, 'encode').mockImplementation((text = '') => {
      vi.setSystemTime(Date.now() + 200);
      vi.advanceTimersByTime(200);
      return Buffer.from(text);
    });
    const saving = saveNumbers(shown, 'json', { writeText });
    await vi.advanceTimersByTimeAsync(60_000);
    slow.mockRestore();
    vi.useRealTimers();
    expect(await saving).toBe('numbers.json');
    expect(screen.progress[0]?.reports.at(-1)).toBe('100 %');
    expect(screen.progress[0]?.reports.length).toBeGreaterThan(1);
  });

  test('are not written elsewhere once they are cancelled', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    screen.saveAs = new Uri('vscode-vfs', '/far/numbers.json');
    const slow = vi.spyOn(TextEncoder.prototype, 'encode').mockImplementation((text = '') => {
      vi.advanceTimersByTime(600);
      screen.progress[0]?.cancel();
      return Buffer.from(text);
    });
    const saving = saveNumbers(shown, 'json', { writeText });
    await vi.advanceTimersByTimeAsync(60_000);
    slow.mockRestore();
    vi.useRealTimers();
    expect(await saving).toBeNull();
    expect(screen.files).toEqual({});
    expect(screen.messages).toEqual([]);
  });

  test('that can’t be written say why', async () => {
    screen.saveAs = Uri.file('/project/numbers.csv');
    const failing = async () => {
      throw new Error('no space left');
    };
    await expect(saveNumbers(shown, 'csv', { writeText: failing })).rejects.toThrow('no space left');
    expect(screen.messages).toEqual([]);
  });
});
