/** The debugger of optimizers. Light: what debugs is loaded with the first session. */
import * as vscode from 'vscode';
import { once } from '../../core/once.ts';
import type { Commands } from '../commands/index.ts';
import { debugType, ruleLanguage, ruleScheme } from '../ids.ts';
import type { DebugSessions } from './debugSessions.ts';
import { ruleFileSystem } from './ruleFileSystem.ts';

type Asked = Pick<Commands, 'completeDebug' | 'prepareDebug' | 'offeredDebug' | 'textOfRule'>;

/** @param commands Know what can be debugged. */
export function registerDebug(
  sessions: () => Promise<DebugSessions>,
  commands: () => Promise<Asked>,
): vscode.Disposable {
  const { debug, languages, workspace } = vscode;
  const selector: vscode.DocumentSelector = { language: ruleLanguage };
  const changes = new vscode.EventEmitter<void>();
  const load = once(async () => {
    const loaded = await sessions();
    loaded.onDidChangeValues(() => changes.fire());
    return loaded;
  });
  return vscode.Disposable.from(
    changes,
    debug.registerDebugAdapterDescriptorFactory(debugType, {
      async createDebugAdapterDescriptor({ id, configuration, workspaceFolder }) {
        const loaded = await load();
        // A session that is restarted has the configuration of before: files may say something else by now.
        const current = loaded.isPrepared(configuration)
          ? configuration
          : await (await commands()).prepareDebug(configuration, workspaceFolder);
        if (!current) return undefined;
        return new vscode.DebugAdapterInlineImplementation(await loaded.open({ id, configuration: current }));
      },
    }),
    debug.registerDebugConfigurationProvider(debugType, {
      resolveDebugConfiguration: async (_, given) => (await commands()).completeDebug(given),
      resolveDebugConfigurationWithSubstitutedVariables: async (folder, given) =>
        (await commands()).prepareDebug(given, folder),
    }),
    debug.registerDebugConfigurationProvider(
      debugType,
      { provideDebugConfigurations: async (folder) => (await commands()).offeredDebug(folder) },
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
    workspace.registerFileSystemProvider(
      ruleScheme,
      ruleFileSystem(async (uri) => (await commands()).textOfRule(uri)),
      { isReadonly: true, isCaseSensitive: true },
    ),
  );
}
