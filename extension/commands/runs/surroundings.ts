import type { RaceFilter } from '../../../core/compare/raceFilter.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { Pick } from '../../../core/race/pick.ts';
import type { PickedRun } from '../../../core/race/pickedRun.ts';
import type { Race } from '../../../core/race/race.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../backend/backend.ts';
import type { DebugPositions } from '../../debug/debugPosition.ts';
import type { Inspector } from '../../inspector/inspector.ts';
import type { NetworkPage } from '../../networks/networkPage.ts';
import type { Order } from '../../sidebar/order.ts';
import type { Target } from './targets.ts';

/** What actions need of the panel. */
export interface PanelView {
  /** Shows it; comes back when it can show what comes. */
  show(): Promise<void>;
  /** Picks a run and shows it, or lets go of it if it is picked. */
  select(pick: Pick): Promise<void>;
}

/** What actions need of the view in the side bar. */
export interface RunsList {
  readonly selected: readonly Target[];
  /** null: all rows are shown. */
  filter: RaceFilter | null;
  order: Order;
}

/** What inspecting needs beside what all actions on runs have. */
export interface InspectorAccess {
  /** Loads it when it is asked for first. */
  load(): Promise<{ open: Inspector['open'] }>;
  readonly picked: { readonly run: PickedRun['run'] };
  /** Where runs stand in the debugger. */
  readonly debugged: { readonly current: DebugPositions['current'] };
}

/** What the actions on runs work with. */
export interface Surroundings {
  readonly store: RaceStore;
  readonly backend: Backend;
  readonly panel: () => PanelView;
  readonly list: RunsList;
  /** Runs the experiment of a race again, or a part of it. */
  readonly repeat: (race: Race, part?: Experiment) => Promise<void>;
  readonly inspector: InspectorAccess;
  /** The pictures of networks; loaded when they are asked for first. */
  readonly network: () => Promise<{ open: NetworkPage['open'] }>;
}
