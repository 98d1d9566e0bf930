/** The debugger of optimizers. Light: what debugs is loaded with the first session. */
import * as vscode from 'vscode';
import { debugType, ruleLanguage, ruleScheme } from '../ids.ts';
import type { DebugSessions } from './debugSessions.ts';
import { ruleFileSystem } from './ruleFileSystem.ts';

export interface DebugParts {
  readonly sessions: () => Promise<DebugSessions>;
  /** Fills in what a person has left out; undefined where nothing can be debugged, which the person has been told. */
  readonly complete: (
    configuration: vscode.DebugConfiguration,
  ) => Promise<vscode.DebugConfiguration | undefined>;
  /** Finds out what a configuration names; undefined where it can't be, which the person has been told. */
  readonly prepare: (
    configuration: vscode.DebugConfiguration,
    folder: vscode.WorkspaceFolder | undefined,
  ) => Promise<vscode.DebugConfiguration | undefined>;
  /** For the runs on the screen. */
  readonly offered: () => Promise<vscode.DebugConfiguration[]>;
  /** The text of a rule that is in no file. */
  readonly textOf: (uri: vscode.Uri) => Promise<string>;
}

export function registerDebug({
  sessions,
  complete,
  prepare,
  offered,
  textOf,
}: DebugParts): vscode.Disposable {
  const { debug, languages, workspace } = vscode;
  const selector: vscode.DocumentSelector = { language: ruleLanguage };
  const changes = new vscode.EventEmitter<void>();
  let loaded: Promise<DebugSessions> | undefined;
  const load = () => {
    loaded ??= sessions().then((opened) => {
      opened.onDidChangeValues(() => changes.fire());
      return opened;
    });
    return loaded;
  };
  return vscode.Disposable.from(
    changes,
    debug.registerDebugAdapterDescriptorFactory(debugType, {
      createDebugAdapterDescriptor: async (session) =>
        new vscode.DebugAdapterInlineImplementation(await (await load()).open(session)),
    }),
    debug.registerDebugConfigurationProvider(debugType, {
      resolveDebugConfiguration: (_, configuration) => complete(configuration),
      resolveDebugConfigurationWithSubstitutedVariables: (folder, configuration) =>
        prepare(configuration, folder),
    }),
    debug.registerDebugConfigurationProvider(
      debugType,
      { provideDebugConfigurations: offered },
      vscode.DebugConfigurationProviderTriggerKind.Dynamic,
    ),
    languages.registerInlineValuesProvider(selector, {
      onDidChangeInlineValues: changes.event,
      provideInlineValues: async (document, range) =>
        (await import('./inlineValues.ts')).inlineValues(document, range, await load()),
    }),
    languages.registerEvaluatableExpressionProvider(selector, {
      provideEvaluatableExpression: async (document, at) =>
        (await import('./expressions.ts')).evaluableExpression(document, at),
    }),
    workspace.registerFileSystemProvider(ruleScheme, ruleFileSystem(textOf), {
      isReadonly: true,
      isCaseSensitive: true,
    }),
  );
}
