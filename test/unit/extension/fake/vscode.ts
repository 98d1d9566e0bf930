/**
 * As much of the module `vscode` as the tested parts of the extension use. What a person would see is in `screen`;
 * `resetScreen` empties it. The compiler holds the extension to the real types; here only the behaviour counts.
 */

import { Disposable, EventEmitter } from './values.ts';
import {
  createPanel,
  type FakePanel,
  type FakeStatusBarItem,
  type FakeTabGroup,
  type FakeTreeView,
  type TabChange,
} from './widgets.ts';

export * from './values.ts';

interface Screen {
  messages: { severity: string; text: string; buttons: string[] }[];
  /** Answers the next message; undefined closes it. */
  press: (buttons: readonly string[]) => string | undefined;
  progress: { title: string; reports: string[] }[];
  statusBar: FakeStatusBarItem[];
  trees: FakeTreeView[];
  context: Record<string, unknown>;
  panels: FakePanel[];
  groups: FakeTabGroup[];
  /** Commands of VS Code that were run. */
  commands: string[];
  log: string[];
}

const empty = (): Screen => ({
  messages: [],
  press: () => undefined,
  progress: [],
  statusBar: [],
  trees: [],
  context: {},
  panels: [],
  groups: [],
  commands: [],
  log: [],
});

export const screen: Screen = empty();

export function resetScreen(): void {
  Object.assign(screen, empty());
  changesOfTabs = tabChanges();
}

const tabChanges = () => new EventEmitter<TabChange>();
let changesOfTabs = tabChanges();

/** Tells that the tabs of `screen.groups` have changed. */
export function changeTabs(change: TabChange): void {
  changesOfTabs.fire(change);
}

const message =
  (severity: string) =>
  async (text: string, ...buttons: string[]) => {
    screen.messages.push({ severity, text, buttons });
    return screen.press(buttons);
  };

export const window = {
  showErrorMessage: message('error'),
  showWarningMessage: message('warning'),
  showInformationMessage: message('information'),

  async withProgress(
    { title }: { title: string },
    work: (progress: object, token: object) => Promise<unknown>,
  ) {
    const reports: string[] = [];
    screen.progress.push({ title, reports });
    const progress = { report: ({ message: text }: { message: string }) => void reports.push(text) };
    return work(progress, { onCancellationRequested: () => new Disposable() });
  },

  createStatusBarItem(): FakeStatusBarItem {
    const show = (visible: boolean) => () => {
      item.visible = visible;
    };
    const item: FakeStatusBarItem = {
      ...{ text: '', tooltip: '', command: '', name: '', visible: false },
      ...{ show: show(true), hide: show(false), dispose: show(false) },
    };
    screen.statusBar.push(item);
    return item;
  },

  createOutputChannel() {
    const write = (text: string) => void screen.log.push(text);
    return { debug: write, info: write, warn: write, error: write, show: () => {}, dispose: () => {} };
  },

  tabGroups: {
    get all() {
      return screen.groups;
    },
    get activeTabGroup() {
      return screen.groups[0];
    },
    onDidChangeTabs: (listener: (change: TabChange) => void) => changesOfTabs.event(listener),
  },

  createWebviewPanel(_type: string, title: string, { viewColumn }: { viewColumn: number }): FakePanel {
    const panel = createPanel(title, viewColumn);
    screen.panels.push(panel);
    return panel;
  },

  createTreeView(): FakeTreeView {
    const changes = new EventEmitter<undefined>();
    const tree: FakeTreeView = {
      ...{ message: '', visible: true, onDidChangeVisibility: changes.event, dispose: () => {} },
      show(visible) {
        tree.visible = visible;
        changes.fire(undefined);
      },
    };
    screen.trees.push(tree);
    return tree;
  },
};

export const commands = {
  async executeCommand(id: string, ...values: unknown[]) {
    if (id === 'setContext') screen.context[String(values[0])] = values[1];
    else screen.commands.push(id);
  },
};

export const ProgressLocation = { Notification: 15 };
export const StatusBarAlignment = { Left: 1 };
