/**
 * As much of the module `vscode` as the tested parts of the extension use. What a person would see is in `screen`;
 * `resetScreen` empties it. The compiler holds the extension to the real types; here only the behaviour counts.
 */

export interface FakeStatusBarItem {
  text: string;
  tooltip: string;
  command: string;
  name: string;
  visible: boolean;
  show(): void;
  hide(): void;
  dispose(): void;
}

export interface FakeTreeView {
  message: string;
  visible: boolean;
  onDidChangeVisibility: (listener: () => void) => { dispose(): void };
  /** Shows or hides it, as a person does. */
  show(visible: boolean): void;
  dispose(): void;
}

interface Screen {
  messages: { severity: string; text: string; buttons: string[] }[];
  /** Answers the next message; undefined closes it. */
  press: (buttons: readonly string[]) => string | undefined;
  progress: { title: string; reports: string[] }[];
  statusBar: FakeStatusBarItem[];
  trees: FakeTreeView[];
  context: Record<string, unknown>;
}

const empty = (): Screen => ({
  messages: [],
  press: () => undefined,
  progress: [],
  statusBar: [],
  trees: [],
  context: {},
});

export const screen: Screen = empty();

export function resetScreen(): void {
  Object.assign(screen, empty());
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
  },
};

export class Disposable {
  static from(...parts: { dispose(): void }[]): Disposable {
    const dispose = () => {
      for (const part of parts) part.dispose();
    };
    return Object.assign(new Disposable(), { dispose });
  }

  dispose(): void {}
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class TreeItem {
  readonly label: string;

  constructor(label: string) {
    this.label = label;
  }
}

export class ThemeIcon {
  readonly id: string;
  readonly color: unknown;

  constructor(id: string, color?: unknown) {
    this.id = id;
    this.color = color;
  }
}

export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export const ProgressLocation = { Notification: 15 };
export const StatusBarAlignment = { Left: 1 };
