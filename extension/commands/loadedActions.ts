/** Actions whose code is loaded when they are asked for first. */
import type * as vscode from 'vscode';
import { once } from '../../core/once.ts';
import type { Race } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Backend } from '../backend/backend.ts';
import type { CsvReading } from '../data/csvReading.ts';
import type { DiagnosticsPage } from '../diagnostics/diagnosticsPage.ts';
import type { FairComparisonPage } from '../fairComparison/fairComparisonPage.ts';
import type { HyperparameterMap } from '../map/hyperparameterMap.ts';
import type { StartPreviews } from '../preview/startPreviews.ts';
import type { RangeTestPage } from '../rangeTest/rangeTestPage.ts';
import type { DebugActions, DebugActionsParts } from './debug/debugActions.ts';
import type { DiagnosticsActions } from './diagnostics/diagnosticsActions.ts';
import type { FairComparisonActions } from './fairComparison/fairComparisonActions.ts';
import type { MapActions } from './map/mapActions.ts';
import type { RangeTestActions } from './rangeTest/rangeTestActions.ts';
import type { RunActions } from './runs/runActions.ts';
import type { InspectorAccess, PanelView } from './runs/surroundings.ts';
import type { ExperimentStart } from './startExperiment.ts';
import type { SweepActions, SweepParts } from './sweep/sweepActions.ts';

/** Where the pages of these actions come from. */
export interface PageLoaders {
  readonly map: () => Promise<Pick<HyperparameterMap, 'open'>>;
  readonly rangeTest: () => Promise<Pick<RangeTestPage, 'open'>>;
  readonly fairComparison: () => Promise<Pick<FairComparisonPage, 'open' | 'show'>>;
  readonly diagnostics: () => Promise<Pick<DiagnosticsPage, 'open'>>;
}

export interface LoadedActionsParts extends Pick<SweepParts, 'dataBeside' | 'dataOf' | 'expectSameData'> {
  readonly store: RaceStore;
  readonly backend: Backend;
  readonly csv: CsvReading;
  readonly start: ExperimentStart;
  readonly runs: RunActions;
  /** Keeps what was answered last. */
  readonly memory: vscode.Memento;
  /** Knows which file the person is at. */
  readonly experiments: { readonly current: vscode.Uri | undefined };
  readonly panel: () => PanelView;
  readonly inspector: InspectorAccess;
  readonly debug: Pick<DebugActionsParts, 'picked' | 'sessions'>;
  readonly stop: (race: Race) => Promise<void>;
  readonly pages: PageLoaders;
}

export interface LoadedActions {
  /** The debugger. */
  readonly debug: () => Promise<DebugActions>;
  /** The map of hyperparameters. */
  readonly map: () => Promise<MapActions>;
  /** Diagnostics of runs. */
  readonly diagnostics: () => Promise<DiagnosticsActions>;
  /** The learning rate range test. */
  readonly rangeTest: () => Promise<RangeTestActions>;
  /** The fair comparison. */
  readonly fairComparison: () => Promise<FairComparisonActions>;
  /** Runs by workers on a queue. */
  readonly sweep: () => Promise<SweepActions>;
  /** Runs from elsewhere, while a start is moved. */
  readonly previews: () => Promise<StartPreviews>;
}

export function loadedActions(parts: LoadedActionsParts): LoadedActions {
  const { store, backend, csv, start, runs, memory, experiments, panel, inspector, stop, pages } = parts;
  return {
    map: once(async () => {
      const { MapActions } = await import('./map/mapActions.ts');
      const file = () => experiments.current;
      return new MapActions({ store, csv, runs, file, load: pages.map, start });
    }),
    rangeTest: once(async () => {
      const { RangeTestActions } = await import('./rangeTest/rangeTestActions.ts');
      return new RangeTestActions({ store, backend, csv, start, experiments, stop, load: pages.rangeTest });
    }),
    fairComparison: once(async () => {
      const { FairComparisonActions } = await import('./fairComparison/fairComparisonActions.ts');
      const { ComparisonMemory } = await import('./fairComparison/comparisonMemory.ts');
      const known = { memory: new ComparisonMemory(memory), stop, load: pages.fairComparison };
      return new FairComparisonActions({ store, backend, csv, runs, experiments, start, ...known });
    }),
    sweep: once(async () => {
      const { SweepActions } = await import('./sweep/sweepActions.ts');
      const { dataBeside, dataOf, expectSameData } = parts;
      const data = { dataBeside, dataOf, expectSameData };
      return new SweepActions({ store, backend, csv, start, experiments, panel, ...data });
    }),
    diagnostics: once(async () => {
      const { DiagnosticsActions } = await import('./diagnostics/diagnosticsActions.ts');
      return new DiagnosticsActions({ store, backend, picked: inspector.picked, load: pages.diagnostics });
    }),
    previews: once(async () => {
      const { StartPreviews } = await import('../preview/startPreviews.ts');
      return new StartPreviews(store, backend);
    }),
    debug: once(async () => {
      const { DebugActions } = await import('./debug/debugActions.ts');
      const { followRuns } = await import('./debug/followRuns.ts');
      const follow: DebugActionsParts['follow'] = (debugged, those) =>
        followRuns(debugged, those, { store, panel, start });
      return new DebugActions({ store, backend, csv, follow, ...parts.debug });
    }),
  };
}
