/** Notebooks: data, documents, a controller with what its executions have done, and the renderer's line. */
import { screen } from './screen.ts';
import { FakeToken } from './testing.ts';
import { EventEmitter, Uri } from './values.ts';
import { FakeDocument } from './widgets.ts';

export const NotebookCellKind = { Markup: 1, Code: 2 };

export class NotebookCellData {
  outputs: NotebookCellOutput[] | undefined;
  metadata: Record<string, unknown> | undefined;
  readonly kind: number;
  value: string;
  languageId: string;

  constructor(kind: number, value: string, languageId: string) {
    this.kind = kind;
    this.value = value;
    this.languageId = languageId;
  }
}

export class NotebookData {
  metadata: Record<string, unknown> | undefined;
  cells: NotebookCellData[];

  constructor(cells: NotebookCellData[]) {
    this.cells = cells;
  }
}

export class NotebookCellOutputItem {
  readonly mime: string;
  readonly value: unknown;

  constructor(mime: string, value: unknown) {
    this.mime = mime;
    this.value = value;
  }

  /** As it arrives. */
  static json(value: unknown, mime: string): NotebookCellOutputItem {
    return new NotebookCellOutputItem(mime, JSON.parse(JSON.stringify(value)));
  }

  static text(value: string): NotebookCellOutputItem {
    return new NotebookCellOutputItem('text/plain', value);
  }
}

export class NotebookCellOutput {
  items: readonly NotebookCellOutputItem[];
  readonly metadata: Readonly<Record<string, unknown>>;

  constructor(items: readonly NotebookCellOutputItem[], metadata: Readonly<Record<string, unknown>> = {}) {
    this.items = items;
    this.metadata = metadata;
  }
}

class CellUri extends Uri {
  readonly #cell: number;

  constructor(path: string, cell: number) {
    super('vscode-notebook-cell', path);
    this.#cell = cell;
  }

  override toString(): string {
    return `${super.toString()}#W${this.#cell}`;
  }
}

export class NotebookRange {
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }

  get isEmpty(): boolean {
    return this.start === this.end;
  }
}

export const NotebookEditorRevealType = { InCenter: 1, AtTop: 3 };

export interface FakeCell {
  readonly index: number;
  readonly kind: number;
  readonly metadata: Record<string, unknown>;
  readonly document: FakeDocument;
  readonly notebook: FakeNotebook;
  /** As they were read, or put out since. */
  outputs: readonly NotebookCellOutput[];
}

export class FakeNotebook {
  readonly notebookType = 'optimizer-lesson';
  isClosed = false;
  readonly uri: Uri;
  metadata: Record<string, unknown>;
  #cells: readonly FakeCell[] = [];

  constructor(path: string, { cells, metadata = {} }: NotebookData) {
    this.uri = Uri.file(path);
    this.metadata = metadata;
    this.write(cells);
    screen.notebooks.push(this);
  }

  /** In place of what is there. */
  write(cells: readonly NotebookCellData[]): void {
    this.#cells = cells.map(({ kind, value, languageId, metadata = {}, outputs = [] }, index) => {
      const document = new FakeDocument(new CellUri(this.uri.path, index), value, languageId);
      return { index, kind, metadata, outputs, document, notebook: this };
    });
  }

  get cellCount(): number {
    return this.#cells.length;
  }

  getCells(): readonly FakeCell[] {
    return this.#cells;
  }

  cellAt(index: number): FakeCell {
    const cell = this.#cells[index];
    if (!cell) throw new RangeError(`cell = ${index} — expected one of ${this.#cells.length}`);
    return cell;
  }
}

/** Of a whole notebook. */
export const NotebookEdit = {
  replaceCells:
    ({ start, end }: NotebookRange, cells: NotebookCellData[]) =>
    (notebook: FakeNotebook) => {
      if (start !== 0 || end !== notebook.cellCount) throw new RangeError('not the whole of it');
      notebook.write(cells);
    },
  updateNotebookMetadata: (metadata: Record<string, unknown>) => (notebook: FakeNotebook) => {
    notebook.metadata = metadata;
  },
};

/** What was done with a cell that runs, in order. */
export class FakeExecution {
  readonly cell: FakeCell;
  readonly token = new FakeToken();
  executionOrder: number | undefined;
  readonly done: string[] = [];
  output: NotebookCellOutput | undefined;

  constructor(cell: FakeCell) {
    this.cell = cell;
  }

  start(): void {
    this.done.push('start');
  }

  end(succeeded: boolean | undefined): void {
    this.done.push(`end ${succeeded}`);
  }

  async clearOutput(): Promise<void> {
    this.done.push('clear');
    this.output = undefined;
    this.cell.outputs = [];
  }

  async replaceOutput(output: NotebookCellOutput): Promise<void> {
    this.done.push('output');
    this.output = output;
    this.cell.outputs = [output];
  }

  async replaceOutputItems(
    items: readonly NotebookCellOutputItem[],
    output: NotebookCellOutput,
  ): Promise<void> {
    this.done.push('items');
    output.items = items;
  }

  /** Of the output as it stands now. */
  valueOf(mime: string): unknown {
    return this.output?.items.find((item) => item.mime === mime)?.value;
  }
}

export class FakeNotebookController {
  supportedLanguages: readonly string[] = [];
  supportsExecutionOrder = false;
  description = '';
  executeHandler: (cells: readonly FakeCell[]) => Promise<void> = async () => {};
  readonly executions: FakeExecution[] = [];
  readonly #selected = new EventEmitter<{ notebook: FakeNotebook; selected: boolean }>();
  readonly onDidChangeSelectedNotebooks = this.#selected.event;

  /** Whether it runs the cells of a notebook, as VS Code has it. */
  select(notebook: FakeNotebook, selected = true): void {
    this.#selected.fire({ notebook, selected });
  }

  createNotebookCellExecution(cell: FakeCell): FakeExecution {
    const execution = new FakeExecution(cell);
    this.executions.push(execution);
    return execution;
  }

  dispose(): void {}
}

export class FakeMessaging {
  readonly #received = new EventEmitter<{
    message: unknown;
    editor: { notebook: FakeNotebook | undefined };
  }>();
  readonly posted: unknown[] = [];
  readonly onDidReceiveMessage = this.#received.event;

  async postMessage(message: unknown): Promise<boolean> {
    this.posted.push(JSON.parse(JSON.stringify(message)));
    return true;
  }

  /** What the renderer says. @param notebook Default: the one that was opened last. */
  receive(message: unknown, notebook = screen.notebooks.at(-1)): void {
    this.#received.fire({ message, editor: { notebook } });
  }
}

export const notebooks = {
  createNotebookController(): FakeNotebookController {
    const controller = new FakeNotebookController();
    screen.notebookControllers.push(controller);
    return controller;
  },
  createRendererMessaging(): FakeMessaging {
    const messaging = new FakeMessaging();
    screen.rendererMessaging.push(messaging);
    return messaging;
  },
};
