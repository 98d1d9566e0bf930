/** Parts of the window as the extension holds them, with what a test does to them. */
import { EventEmitter, Position, Uri } from './values.ts';

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

export interface FakeProgress {
  readonly title: string;
  readonly cancellable: boolean;
  readonly reports: string[];
  readonly increments: number[];
  isOver: boolean;
  /** What the button does. */
  cancel(): void;
}

export interface FakeTreeView {
  readonly id: string;
  readonly options: object;
  message: string;
  badge: { readonly value: number; readonly tooltip: string } | undefined;
  visible: boolean;
  onDidExpandElement: (listener: (event: { element: unknown }) => void) => { dispose(): void };
  onDidCollapseElement: (listener: (event: { element: unknown }) => void) => { dispose(): void };
  /** Opens a row or closes it, as a person does. */
  expand(element: unknown, isOpen: boolean): void;
  onDidChangeVisibility: (listener: () => void) => { dispose(): void };
  selection: unknown[];
  onDidChangeSelection: (listener: (change: { selection: unknown[] }) => void) => { dispose(): void };
  /** Selects a row, as the extension does. */
  reveal(row: unknown): Promise<void>;
  /** Selects rows, as a person does. */
  select(rows: unknown[]): void;
  /** Shows or hides it, as a person does. */
  show(visible: boolean): void;
  dispose(): void;
}

/** A text in an editor. */
export class FakeDocument {
  readonly uri: Uri;
  readonly languageId: string;
  isDirty = false;
  isClosed = false;
  /** Where the cursor is. */
  cursor = new Position(0, 0);
  #text: string;

  constructor(uri: Uri, text: string, languageId = 'jsonc') {
    this.uri = uri;
    this.languageId = languageId;
    this.#text = text;
  }

  get isUntitled(): boolean {
    return this.uri.scheme === 'untitled';
  }

  get lineCount(): number {
    return this.#text.split('\n').length;
  }

  lineAt(line: number): { readonly text: string; readonly firstNonWhitespaceCharacterIndex: number } {
    const text = this.#text.split('\n')[line] ?? '';
    return { text, firstNonWhitespaceCharacterIndex: text.length - text.trimStart().length };
  }

  getText(): string {
    return this.#text;
  }

  /** Writes another text, as a person does. */
  write(text: string): void {
    this.#text = text;
    this.isDirty = true;
  }

  offsetAt({ line, character }: Position): number {
    const before = this.#text.split('\n').slice(0, line);
    return before.reduce((sum, { length }) => sum + length + 1, character);
  }

  positionAt(offset: number): Position {
    const lines = this.#text.slice(0, offset).split('\n');
    return new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  }
}

export interface FakePanel {
  readonly title: string;
  readonly column: number | undefined;
  visible: boolean;
  active: boolean;
  readonly webview: FakeWebview;
  onDidChangeViewState(listener: () => void): { dispose(): void };
  onDidDispose(listener: () => void): { dispose(): void };
  reveal(column?: number, preserveFocus?: boolean): void;
  dispose(): void;
  /** Shows or hides it, as a person does. */
  show(visible: boolean): void;
}

export interface FakeWebview {
  html: string;
  options: { readonly enableScripts?: boolean; readonly localResourceRoots?: readonly Uri[] };
  readonly cspSource: string;
  /** What was sent to the page. */
  readonly posted: { readonly type: string }[];
  asWebviewUri(uri: Uri): Uri;
  onDidReceiveMessage(listener: (message: unknown) => void): { dispose(): void };
  postMessage(message: { readonly type: string }): Promise<boolean>;
  /** What the page sends. */
  send(message: unknown): void;
}

export interface FakeItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** A quick pick; `accept`, `type`, `back` and `hide` are what a person does. */
export class FakePick {
  title = '';
  placeholder = '';
  step = 0;
  totalSteps = 0;
  canSelectMany = false;
  matchOnDescription = false;
  ignoreFocusOut = false;
  busy = false;
  enabled = true;
  isShown = false;
  value = '';
  /** How often it was shown. */
  shows = 0;
  buttons: readonly unknown[] = [];
  items: readonly FakeItem[] = [];
  activeItems: readonly FakeItem[] = [];
  #selected: readonly FakeItem[] = [];
  readonly #selections = new EventEmitter<undefined>();
  readonly onDidChangeSelection = this.#selections.event;
  readonly #actives = new EventEmitter<readonly FakeItem[]>();
  readonly onDidChangeActive = this.#actives.event;
  readonly #accepts = new EventEmitter<undefined>();
  readonly #values = new EventEmitter<string>();
  readonly #hides = new EventEmitter<undefined>();
  readonly #buttons = new EventEmitter<unknown>();
  readonly onDidAccept = this.#accepts.event;
  readonly onDidChangeValue = this.#values.event;
  readonly onDidHide = this.#hides.event;
  readonly onDidTriggerButton = this.#buttons.event;

  get selectedItems(): readonly FakeItem[] {
    return this.#selected;
  }

  set selectedItems(items: readonly FakeItem[]) {
    this.#selected = items;
    this.#selections.fire(undefined);
  }

  show(): void {
    this.isShown = true;
    this.shows++;
  }

  /** Another takes its place. The window tells so later, also where it has been shown again by then. */
  cover(): void {
    if (this.isShown) queueMicrotask(() => this.#hides.fire(undefined));
  }

  hide(): void {
    if (!this.isShown) return;
    this.isShown = false;
    this.#hides.fire(undefined);
  }

  dispose(): void {
    this.hide();
  }

  type(text: string): void {
    this.value = text;
    this.#values.fire(text);
  }

  back(): void {
    this.press(0);
  }

  /** Presses the button of that place. */
  press(place: number): void {
    this.#buttons.fire(this.buttons[place]);
  }

  /** Chooses these rows or, without any, what is marked. */
  accept(...items: readonly FakeItem[]): void {
    if (items.length > 0) {
      this.#actives.fire(items);
      this.selectedItems = items;
    } else if (!this.canSelectMany) this.selectedItems = this.activeItems.slice(0, 1);
    this.#accepts.fire(undefined);
  }

  /** Types and presses Enter before the window has any row for that; `found` is the row of the others that it finds by it. */
  typeAndEnter(text: string, ...found: readonly FakeItem[]): void {
    this.#actives.fire(found);
    this.type(text);
    this.selectedItems = found;
    this.#accepts.fire(undefined);
  }

  /** The rows for what was typed are there, and the keyboard goes to another. */
  goTo(...items: readonly FakeItem[]): void {
    this.#actives.fire(this.items.slice(0, 1));
    this.#actives.fire(items);
    this.selectedItems = items;
    this.#accepts.fire(undefined);
  }
}

export interface FakeTab {
  readonly label: string;
  readonly input: unknown;
  readonly isPreview: boolean;
}

export interface FakeTabGroup {
  readonly viewColumn: number;
  readonly tabs: readonly FakeTab[];
  readonly activeTab?: FakeTab;
}

export interface TabChange {
  readonly opened: readonly FakeTab[];
}

export function createPanel(title: string, column: number): FakePanel {
  const states = new EventEmitter<undefined>();
  const ends = new EventEmitter<undefined>();
  const panel = {
    ...{ title, column, visible: true, active: false, webview: createWebview() },
    onDidChangeViewState: states.event,
    onDidDispose: ends.event,
    dispose: () => ends.fire(undefined),
    reveal(to?: number) {
      panel.column = to ?? panel.column;
      panel.show(true);
    },
    show(visible: boolean) {
      panel.visible = visible;
      states.fire(undefined);
    },
  };
  return panel;
}

function createWebview(): FakeWebview {
  const messages = new EventEmitter<unknown>();
  const posted: { readonly type: string }[] = [];
  return {
    ...{ html: '', options: {}, cspSource: 'https://page.example', posted },
    asWebviewUri: ({ path }) => new Uri('https', `page.example${path}`),
    onDidReceiveMessage: messages.event,
    send: (message) => messages.fire(message),
    async postMessage(message) {
      // As a window takes it: a copy.
      posted.push(structuredClone(message));
      return true;
    },
  };
}
