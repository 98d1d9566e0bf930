/** The group of editors that the panel is in: left, unlocked, its tab kept. */
import { describe, expect, test, vi } from 'vitest';
import { freeColumn, isPanelTab, keepTab } from '../../../extension/panel/ownGroup.ts';
import { changeTabs, screen } from './fake/screen.ts';
import { TabInputText, TabInputWebview, Uri } from './fake/values.ts';
import type { FakeTab } from './fake/widgets.ts';
import { last, open, settle } from './settledPanel.ts';
import { openBeforeEach, panel } from './shownPanel.ts';

openBeforeEach();

describe('the group of editors', () => {
  const tab = (input: unknown, isPreview = false): FakeTab => ({ label: '', input, isPreview });
  const file = tab(new TabInputText(Uri.file('/a.json')));
  const own = tab(new TabInputWebview('mainThreadWebview-optimizerPlayground.panel'));
  const other = tab(new TabInputWebview('mainThreadWebview-somebody.else'));
  const commands = () => screen.commands.filter((id) => id !== 'setContext');

  test('knows the panel’s tab among others', () => {
    expect([own, other, file].map((each) => isPanelTab(each as never))).toEqual([true, false, false]);
  });

  test('is one of nine at most', () => {
    screen.groups = Array.from({ length: 9 }, (_, i) => ({ viewColumn: i + 1, tabs: [file] }));
    expect(freeColumn()).toBe(9);
    screen.groups = screen.groups.slice(0, 8);
    expect(freeColumn()).toBe(9);
    screen.groups = screen.groups.slice(0, 7);
    expect(freeColumn()).toBe(8);
  });

  test('is unlocked where the panel has left it', async () => {
    await open();
    await settle(100);
    const reveal = vi.spyOn(last(), 'reveal');
    screen.groups = [{ viewColumn: 1, tabs: [own, file] }];
    changeTabs({ opened: [file] });
    await settle(100);
    expect(commands()).toEqual(['workbench.action.unlockEditorGroup']);
    // The focus stays in the file.
    expect(reveal.mock.calls).toEqual([[2, true]]);
  });

  test('is the panel’s alone where it opened over a file, and the window tells of that late', async () => {
    screen.groups = [{ viewColumn: 1, tabs: [file] }];
    await open();
    await settle(100);
    const reveal = vi.spyOn(last(), 'reveal');
    screen.groups = [{ viewColumn: 1, tabs: [file, own] }];
    changeTabs({ opened: [own] });
    await settle(100);
    expect(reveal.mock.calls).toEqual([[2, true]]);
  });

  test('is left alone where only the panel, or only files are in it', async () => {
    await open();
    await settle(100);
    const reveal = vi.spyOn(last(), 'reveal');
    for (const tabs of [[own], [file], [other, file], []]) {
      screen.groups = [{ viewColumn: 1, tabs }];
      changeTabs({ opened: [file] });
      await settle(100);
    }
    screen.groups = [{ viewColumn: 1, tabs: [own, file] }];
    changeTabs({ opened: [own] });
    changeTabs({ opened: [] });
    await settle(100);
    expect([reveal.mock.calls, commands()]).toEqual([[], []]);
  });

  test('is left alone where the panel in it was not handed over yet', async () => {
    screen.groups = [{ viewColumn: 1, tabs: [own, file] }];
    changeTabs({ opened: [file] });
    await settle(100);
    expect(screen.panels).toEqual([]);
  });

  test('is left alone where the last file of another group is moved into it', async () => {
    await open();
    await settle(100);
    screen.groups = [
      { viewColumn: 1, tabs: [own, file] },
      { viewColumn: 2, tabs: [] },
    ];
    changeTabs({ opened: [file] });
    screen.groups = screen.groups.slice(0, 1);
    await settle(100);
    expect([last().column, commands()]).toEqual([1, []]);
  });

  test('is not looked at any more once the panel is gone', async () => {
    await open();
    await settle(100);
    screen.groups = [{ viewColumn: 1, tabs: [own, file] }];
    changeTabs({ opened: [file] });
    panel.dispose();
    await settle(100);
    changeTabs({ opened: [file] });
    await settle(100);
    expect([last().column, commands()]).toEqual([1, []]);
  });

  test.each([
    ['a preview of the panel', tab(own.input, true), 1],
    ['a tab of the panel that is kept', own, 0],
    ['a preview of a file', tab(file.input, true), 0],
    ['no tab', undefined, 0],
  ])('keeps %s', (_, activeTab, count) => {
    screen.groups = [{ viewColumn: 1, tabs: [], ...(activeTab && { activeTab }) }];
    keepTab();
    expect(commands()).toEqual(new Array(count).fill('workbench.action.keepEditor'));
  });

  test('keeps the tab only when the panel is active', async () => {
    const page = await open();
    screen.groups = [{ viewColumn: 1, tabs: [own], activeTab: tab(own.input, true) }];
    page.show(true);
    expect(commands()).toEqual([]);
  });
});
