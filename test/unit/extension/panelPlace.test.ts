/** The group of editors that the panel takes. */
import { describe, expect, test, vi } from 'vitest';
import { changeTabs, screen } from './fake/screen.ts';
import { TabInputText, TabInputWebview, Uri } from './fake/values.ts';
import { open, openBeforeEach, page, panel } from './shownPanel.ts';

openBeforeEach();

describe('its place', () => {
  const tab = (input: unknown) => ({ label: 'tab', input, isPreview: false });
  const file = tab(new TabInputText(Uri.file('/a.json')));
  const own = tab(new TabInputWebview('mainThreadWebview-optimizerPlayground.panel'));

  test.each([
    ['the empty group', [{ viewColumn: 1, tabs: [] }], 1],
    ['a new group beside a file', [{ viewColumn: 1, tabs: [file] }], 2],
    [
      'a new group beside two with files',
      [
        { viewColumn: 1, tabs: [file] },
        { viewColumn: 2, tabs: [file, file] },
      ],
      3,
    ],
    [
      'the empty one of two groups',
      [
        { viewColumn: 1, tabs: [file] },
        { viewColumn: 2, tabs: [] },
      ],
      2,
    ],
  ])('is %s', (_, groups, column) => {
    screen.groups = groups;
    void panel.show();
    expect(page().column).toBe(column);
  });

  test.each([
    ['beside a file that is opened over it', [{ viewColumn: 1, tabs: [own, file] }], 2],
    [
      'kept where a file is opened beside it',
      [
        { viewColumn: 1, tabs: [own] },
        { viewColumn: 2, tabs: [file] },
      ],
      1,
    ],
    [
      'kept where it was put among files',
      [
        { viewColumn: 1, tabs: [own, file] },
        { viewColumn: 2, tabs: [file] },
      ],
      1,
    ],
  ])('is %s', async (_, groups, column) => {
    await open();
    screen.groups = groups;
    changeTabs({ opened: [file] });
    await vi.advanceTimersByTimeAsync(100);
    expect(page().column).toBe(column);
  });

  test('is beside a file that opens in the same moment', async () => {
    await open();
    screen.groups = [{ viewColumn: 1, tabs: [file, own] }];
    await vi.advanceTimersByTimeAsync(100);
    expect(page().column).toBe(2);
  });

  test('is kept where the person moves it into the only group', async () => {
    await open();
    screen.groups = [
      { viewColumn: 1, tabs: [file] },
      { viewColumn: 2, tabs: [own] },
    ];
    await vi.advanceTimersByTimeAsync(100);
    screen.groups = [{ viewColumn: 1, tabs: [file, own] }];
    changeTabs({ opened: [own] });
    await vi.advanceTimersByTimeAsync(100);
    expect(page().column).toBe(1);
  });

  test('is its own at startup, unless the window has it already', () => {
    screen.groups = [{ viewColumn: 1, tabs: [own] }];
    panel.showOnStartup();
    expect(screen.panels).toEqual([]);
    screen.groups = [{ viewColumn: 1, tabs: [file] }];
    panel.showOnStartup();
    expect(page().column).toBe(2);
  });

  test('is a tab that the next file does not take', async () => {
    await open();
    screen.groups = [{ viewColumn: 1, tabs: [own], activeTab: { ...own, isPreview: true } }];
    page().active = true;
    page().show(true);
    expect(screen.commands).toEqual(['workbench.action.keepEditor']);
  });
});
