/** Values of `vscode` that providers of languages answer with. */
import type { Range, Uri } from './values.ts';

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const DiagnosticTag = { Unnecessary: 1 };
export const DocumentHighlightKind = { Text: 0, Read: 1, Write: 2 };
export const FoldingRangeKind = { Comment: 1 };
export const SymbolKind = { Class: 4, Method: 5, Field: 7, Enum: 9, Variable: 12, Constant: 13 };
export const CompletionItemKind = {
  ...{ Function: 2, Field: 4, Variable: 5, Enum: 12, Keyword: 13, Snippet: 14 },
  ...{ EnumMember: 19, Constant: 20, File: 16, Property: 9 },
};

export class SnippetString {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

export class CompletionItem {
  readonly label: string | { readonly label: string; readonly description: string };
  readonly kind: number;
  detail: string | undefined;
  documentation: string | undefined;
  insertText: SnippetString | undefined;
  range: { readonly inserting: Range; readonly replacing: Range } | undefined;
  sortText: string | undefined;

  constructor(label: CompletionItem['label'], kind: number) {
    this.label = label;
    this.kind = kind;
  }
}

export class Location {
  readonly uri: Uri;
  readonly range: Range;

  constructor(uri: Uri, range: Range) {
    this.uri = uri;
    this.range = range;
  }
}

export class DocumentHighlight {
  readonly range: Range;
  readonly kind: number;

  constructor(range: Range, kind: number) {
    this.range = range;
    this.kind = kind;
  }
}

export class DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: number;
  readonly range: Range;
  readonly selectionRange: Range;
  children: readonly DocumentSymbol[] = [];

  constructor(name: string, detail: string, kind: number, range: Range, selectionRange: Range) {
    this.name = name;
    this.detail = detail;
    this.kind = kind;
    this.range = range;
    this.selectionRange = selectionRange;
  }
}

export class FoldingRange {
  readonly start: number;
  readonly end: number;
  readonly kind: number | undefined;

  constructor(start: number, end: number, kind?: number) {
    this.start = start;
    this.end = end;
    this.kind = kind;
  }
}

export class TextEdit {
  readonly range: Range;
  readonly newText: string;

  constructor(range: Range, newText: string) {
    this.range = range;
    this.newText = newText;
  }

  static replace(range: Range, text: string): TextEdit {
    return new TextEdit(range, text);
  }
}

export class SemanticTokensLegend {
  readonly tokenTypes: readonly string[];
  readonly tokenModifiers: readonly string[];

  constructor(types: readonly string[], modifiers: readonly string[]) {
    this.tokenTypes = types;
    this.tokenModifiers = modifiers;
  }
}

/** Keeps what is pushed, as five numbers each. */
export class SemanticTokensBuilder {
  readonly pushed: (readonly number[])[] = [];

  push(...token: readonly number[]): void {
    this.pushed.push(token);
  }

  build(): readonly (readonly number[])[] {
    return this.pushed;
  }
}
