/** The debugger of the window, as far as the extension sees it. */
import { register, screen, stackItemChanges } from './screen.ts';
import type { Range } from './values.ts';

export const DebugConfigurationProviderTriggerKind = { Initial: 1, Dynamic: 2 };

export class DebugAdapterInlineImplementation {
  readonly implementation: unknown;

  constructor(implementation: unknown) {
    this.implementation = implementation;
  }
}

export class InlineValueText {
  readonly range: Range;
  readonly text: string;

  constructor(range: Range, text: string) {
    this.range = range;
    this.text = text;
  }
}

export class EvaluatableExpression {
  readonly range: Range;
  readonly expression: string | undefined;

  constructor(range: Range, expression?: string) {
    this.range = range;
    this.expression = expression;
  }
}

export const FileType = { File: 1, Directory: 2 };

export class FileSystemError extends Error {
  readonly code: string;

  constructor(code: string, uri: unknown) {
    super(`${code}: ${uri}`);
    this.code = code;
  }

  static FileNotFound(uri: unknown): FileSystemError {
    return new FileSystemError('FileNotFound', uri);
  }

  static NoPermissions(uri: unknown): FileSystemError {
    return new FileSystemError('NoPermissions', uri);
  }
}

export const debug = {
  async startDebugging(_: unknown, configuration: Record<string, unknown>, options: object) {
    screen.debugged.push({ configuration, options });
    return true;
  },
  onDidChangeActiveStackItem: stackItemChanges.event,
  get activeDebugSession() {
    return screen.debugSession;
  },
  get activeStackItem() {
    return screen.stackItem;
  },
  registerDebugAdapterDescriptorFactory: (type: string, factory: unknown) =>
    register(`adapter of ${type}`, factory),
  registerDebugConfigurationProvider: (type: string, provider: unknown, kind?: number) =>
    register(
      `${kind === DebugConfigurationProviderTriggerKind.Dynamic ? 'offered' : 'configuration'} of ${type}`,
      provider,
    ),
};

/** For providers that are asked while something is debugged. */
export const debugLanguages = {
  registerInlineValuesProvider: (_: unknown, provider: unknown) => register('inlineValues', provider),
  registerEvaluatableExpressionProvider: (_: unknown, provider: unknown) => register('evaluatable', provider),
};
