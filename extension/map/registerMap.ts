/** What is there of the hyperparameter map from the start: all else is loaded when the first is opened. */
import * as vscode from 'vscode';
import { once } from '../../core/once.ts';
import type { Backend } from '../backend/backend.ts';
import type { MapActions } from '../commands/map/mapActions.ts';
import { mapType } from '../ids.ts';
import type { HyperparameterMap } from './hyperparameterMap.ts';

/** @returns Loads the map. */
export function registerMap(
  context: vscode.ExtensionContext,
  backend: () => Promise<Backend>,
  actions: () => Promise<MapActions>,
): () => Promise<HyperparameterMap> {
  const load = once(async () => {
    const { HyperparameterMap } = await import('./hyperparameterMap.ts');
    const map = new HyperparameterMap(context.extensionUri, {
      backend,
      run: async (experiment, csv) => (await actions()).run(experiment, csv),
      compare: async (experiment, csv) => (await actions()).compare(experiment, csv),
      reopen: async (place) => (await actions()).reopen(place),
    });
    context.subscriptions.push(map);
    return map;
  });
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(mapType, {
      deserializeWebviewPanel: async (page, state: unknown) => (await load()).restore(page, state),
    }),
  );
  return load;
}
