/** Threads that stay open as long as a session, a page or a map does, and are asked again and again. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { FirstFault } from '../../core/debug/firstFault.ts';
import type { InspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import type {
  InspectedFacts,
  ParameterChoice,
  RunToInspect,
  ShownStep,
} from '../../core/debug/inspector/inspection.ts';
import type { Weights } from '../../core/engine/checkpoint.ts';
import type { GpuLink } from '../../core/engine/gpu/messages.ts';
import type { CellPlace } from '../../core/map/cellOrder.ts';
import type { MapEngine } from '../../core/map/mapEngine.ts';
import type { CellChunk } from '../../core/map/mapGrid.ts';
import type { MapSpec } from '../../core/map/mapSpec.ts';
import type { NetworkFacts, RunOfNetwork, StepPictures } from '../../core/networkPictures/networkPictures.ts';
import type { SliceRequest } from '../../core/networkPictures/slice.ts';
import type { SliceNews } from '../../core/networkPictures/sliceNews.ts';
import type { PreviewedRun } from '../../core/preview/previewRuns.ts';
import type { Point } from '../../core/problems/surfaces/surface.ts';

/** Who hears what the thread of a debug session says. */
export interface DebugListener {
  onMessage(message: DebugProtocol.ProtocolMessage): void;
  /** The thread has ended by itself. */
  onFailure(error: Error): void;
}

/** The debug adapter of a session, in a thread of its own. */
export interface DebugThread {
  post(message: DebugProtocol.Request): void;
  dispose(): void;
}

/** A run whose steps are to be looked at. */
export interface InspectedRun {
  readonly run: RunToInspect;
  /** Where its CSV file is, and a hash of the numbers that it began with; null where it has none. */
  readonly csv: { readonly folder: string; readonly contentHash: string | undefined } | null;
}

/** The steps of a run, computed again in a thread of their own; each question fails where the thread does. */
export interface StepInspection {
  /** @throws {Error} if the run can't be computed again. */
  facts(): Promise<InspectedFacts>;
  /** @param parameters One or two, by their indices; without any the one with the largest update. */
  step(step: number, parameters: readonly number[]): Promise<ShownStep>;
  parameters(step: number, query: string): Promise<readonly ParameterChoice[]>;
  firstFault(): Promise<FirstFault | null>;
  dispose(): void;
}

/** Runs of one network on the same data, of which pictures are wanted. */
export interface NetworkRuns {
  readonly runs: readonly RunOfNetwork[];
  /** As of an inspected run. */
  readonly csv: InspectedRun['csv'];
}

/** Runs that are computed again in a thread of their own; each question fails where the thread does. */
export interface NetworkComputation {
  /** Before any run is gone through. @throws {Error} if one can't be computed again. */
  facts(): Promise<NetworkFacts>;
  /** Goes through all runs as far as each is by now; null where that is left. Slices need it. */
  follow(stepsDone: readonly number[]): Promise<NetworkFacts | null>;
  at(run: number, step: number): Promise<StepPictures>;
  /** Of the weights that a run has while it goes on. */
  live(run: number, weights: Weights): Promise<StepPictures>;
  /** Computes a slice in the place of another, until it is whole or left. */
  slice(request: SliceRequest): Promise<void>;
  /** Leaves the slice as far as it is, and does not go through the runs any further. */
  stop(): Promise<void>;
  dispose(): void;
}

export interface NetworkListener {
  /** How much of the runs has been gone through, 0 to 1. */
  onOpened(share: number): void;
  onSlice(news: SliceNews): void;
}

/** The runs of a race on a surface, computed from elsewhere in a thread of their own. */
export interface RunsFromElsewhere {
  /** In the order of the numbers. @throws {Error} if they can't be computed. */
  from(start: Point, runs: readonly number[]): Promise<readonly PreviewedRun[]>;
  dispose(): void;
}

/** The runs of a map, computed in threads of their own. */
export interface MapComputation {
  /** Lets go of the part before, and computes this one from a cell outward. */
  show(
    part: { readonly spec: MapSpec; readonly columns: Float64Array; readonly rows: Float64Array },
    around: CellPlace,
  ): void;
  /** What was not begun yet is computed from here outward. */
  focus(around: CellPlace): void;
  setPaused(paused: boolean): void;
  /** Lets go of what was not computed. */
  stop(): void;
  /** @throws {Error} if the run can't be computed. */
  curve(spec: MapSpec, x: number, y: number): Promise<InspectedCurve>;
  dispose(): void;
}

/** The way to a GPU for a map. */
export interface MapGpu {
  readonly link: GpuLink;
  /** "gpu": from the first cell on, whatever device there is. "auto": where the processor takes long. */
  readonly choice: 'auto' | 'gpu';
}

export interface MapListener {
  onCells(chunk: CellChunk): void;
  /** All cells of the part are computed. */
  onDone(): void;
  onFailed(message: string): void;
  /** Where the cells that follow are computed, where that was a question. */
  onEngine(engine: MapEngine): void;
}
