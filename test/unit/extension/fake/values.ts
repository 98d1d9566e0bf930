/** Values of `vscode` that say what they are, without the editor. */
import { posix } from 'node:path';

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

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

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

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(...ends: readonly [Position, Position] | readonly [number, number, number, number]) {
    const [first, second, third, fourth] = ends;
    this.start = typeof first === 'number' ? new Position(first, Number(second)) : first;
    this.end = second instanceof Position ? second : new Position(Number(third), Number(fourth));
  }

  isEqual({ start, end }: Range): boolean {
    return this.compare(start, this.start) === 0 && this.compare(end, this.end) === 0;
  }

  /** Where both are; undefined where they don't touch. */
  intersection(other: Range): Range | undefined {
    const start = this.compare(this.start, other.start) > 0 ? this.start : other.start;
    const end = this.compare(this.end, other.end) < 0 ? this.end : other.end;
    return this.compare(start, end) > 0 ? undefined : new Range(start, end);
  }

  private compare(a: Position, b: Position): number {
    return a.line - b.line || a.character - b.character;
  }
}

export class DiagnosticRelatedInformation {
  readonly location: unknown;
  readonly message: string;

  constructor(location: unknown, message: string) {
    this.location = location;
    this.message = message;
  }
}

export class DocumentLink {
  readonly range: Range;
  readonly target: Uri;
  tooltip: string | undefined;

  constructor(range: Range, target: Uri) {
    this.range = range;
    this.target = target;
  }
}

export class Diagnostic {
  readonly range: Range;
  readonly message: string;
  readonly severity: number | undefined;
  source: string | undefined;
  relatedInformation: readonly DiagnosticRelatedInformation[] | undefined;
  code: string | undefined;
  tags: readonly number[] = [];

  constructor(range: Range, message: string, severity?: number) {
    this.range = range;
    this.message = message;
    this.severity = severity;
  }
}

export class CancellationError extends Error {}

export class CodeLens {
  readonly range: Range;
  readonly command: unknown;

  constructor(range: Range, command: unknown) {
    this.range = range;
    this.command = command;
  }
}

export class MarkdownString {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

export class Hover {
  readonly contents: MarkdownString;
  readonly range: Range;

  constructor(contents: MarkdownString, range: Range) {
    this.contents = contents;
    this.range = range;
  }
}

export class WorkspaceEdit {
  readonly replaced: { readonly uri: Uri; readonly range: Range; readonly text: string }[] = [];

  /** Of notebooks, by their places. */
  readonly inNotebooks: { readonly uri: Uri; readonly edits: readonly unknown[] }[] = [];

  replace(uri: Uri, range: Range, text: string): void {
    this.replaced.push({ uri, range, text });
  }

  set(uri: Uri, edits: readonly unknown[]): void {
    this.inNotebooks.push({ uri, edits });
  }
}

export const CodeActionKind = { QuickFix: 'quickfix' };

export class CodeAction {
  readonly title: string;
  readonly kind: unknown;
  edit: WorkspaceEdit | undefined;
  diagnostics: readonly Diagnostic[] = [];
  isPreferred = false;

  constructor(title: string, kind: unknown) {
    this.title = title;
    this.kind = kind;
  }
}

export class RelativePattern {
  readonly baseUri: Uri;
  readonly pattern: string;

  constructor(baseUri: Uri, pattern: string) {
    this.baseUri = baseUri;
    this.pattern = pattern;
  }
}

export class Uri {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;

  constructor(scheme: string, path: string, query = '') {
    this.scheme = scheme;
    this.path = path;
    this.query = query;
  }

  static from({ scheme, path, query }: { scheme: string; path: string; query?: string }): Uri {
    return new Uri(scheme, path, query);
  }

  static file(path: string): Uri {
    return new Uri('file', path);
  }

  static parse(text: string, _strict?: boolean): Uri {
    const [, scheme = '', path = '', query = ''] = /^([\w-]+):(?:\/\/[^/]*)?([^?]*)\??(.*)$/.exec(text) ?? [];
    return new Uri(scheme, decodeURI(path), decodeURIComponent(query));
  }

  static joinPath(base: Uri, ...parts: string[]): Uri {
    const path = [base.path, ...parts].join('/');
    return new Uri(base.scheme, path.includes('/..') ? posix.normalize(path) : path);
  }

  get fsPath(): string {
    return this.path;
  }

  with({ scheme = this.scheme, path = this.path }: { scheme?: string; path?: string }): Uri {
    return new Uri(scheme, path);
  }

  toString(skipEncoding = false): string {
    const path = skipEncoding ? this.path : encodeURI(this.path);
    const query = this.query === '' ? '' : `?${encodeURIComponent(this.query)}`;
    return `${this.scheme}:${path.startsWith('/') || this.scheme !== 'untitled' ? '//' : ''}${path}${query}`;
  }
}

export class TabInputWebview {
  readonly viewType: string;

  constructor(viewType: string) {
    this.viewType = viewType;
  }
}

export class TabInputText {
  readonly uri: Uri;

  constructor(uri: Uri) {
    this.uri = uri;
  }
}
