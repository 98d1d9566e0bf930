/**
 * What editor and debugger say to each other beside the Debug Adapter Protocol's own messages: the arguments of `launch`, what
 * `stopped` events carry, and requests of our own, which VS Code sends with `DebugSession.customRequest`.
 */

import type { RunSpec } from '../experiment/runSpec.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import type { Edit } from './edit.ts';

/** A run, with all that it takes to compute it. A thread of the session. */
export interface RunToDebug {
  readonly spec: RunSpec;
  /** null on surfaces. */
  readonly data: PreparedDataset | null;
  /** `Adam, lr 0.01` */
  readonly title: string;
  /** Where the text of its rule is: a path of the system for files, else a whole URI. */
  readonly source: { readonly name: string; readonly path: string };
  /** The loss after each step as the race recorded it, to compare with; empty where nothing is recorded. */
  readonly recorded: { readonly steps: Float64Array; readonly losses: Float64Array };
}

/**
 * The arguments of `launch`, when the extension has found out all that a person's configuration names. VS Code passes
 * configurations, and the bodies of custom requests, on as JSON, which has no vectors and no NaN: the extension puts these
 * arguments in on their way to the debugger, and asks it for positions without VS Code in between.
 */
export interface LaunchArguments {
  readonly runs: readonly RunToDebug[];
  /** Stop before the first line of the first step. Default: true where no breakpoint is set. */
  readonly stopOnEntry?: boolean;
  /** Stop in this step, counted from 1. Default: begin with the first. */
  readonly step?: number;
  /** The parameter whose values are shown first, by its index. Default: 0, of a network the one with the largest gradient. */
  readonly parameter?: number;
  readonly noDebug?: boolean;
}

/** Where a run stands: the line that is next, and the parameter that is looked at. */
export interface DebugPosition {
  readonly threadId: number;
  /** The id of its spec. */
  readonly run: string;
  /** Counted from 1. */
  readonly step: number;
  /** Of the text, counted from 1. */
  readonly line: number;
  /** The loss before the step. */
  readonly loss: number;
  /** The first two parameters before the step; what a surface is drawn with. */
  readonly position: readonly [number, number] | null;
  readonly parameter: number;
  readonly parameterName: string;
  /** null where no value was set. */
  readonly branch: DebuggedBranch | null;
}

/** What comes of values that were set. */
export interface DebuggedBranch {
  /** In which the first was set, counted from 1. */
  readonly fromStep: number;
  /** Before that step, and after each step since. */
  readonly losses: readonly number[];
  readonly edits: readonly Edit[];
}

/** The values that stand at the end of a line. */
export interface LineValues {
  readonly line: number;
  /** `m = 66.9456, g = 89.0462` */
  readonly text: string;
}

/** Requests of our own: arguments and what is answered. */
export interface OwnRequests {
  readonly 'optimizer.position': {
    readonly arguments: { readonly threadId: number };
    readonly body: DebugPosition;
  };
  /** Values of all lines of the step that have been computed, and of the next one what it reads. */
  readonly 'optimizer.lineValues': {
    readonly arguments: { readonly threadId: number };
    readonly body: { readonly lines: readonly LineValues[] };
  };
  /** Looks at another parameter. */
  readonly 'optimizer.chooseParameter': {
    readonly arguments: { readonly threadId: number; readonly parameter: number };
    readonly body: DebugPosition;
  };
  /** Parameters to choose from: those whose names match, or the ones with the largest updates. */
  readonly 'optimizer.parameters': {
    readonly arguments: { readonly threadId: number; readonly query: string; readonly most: number };
    readonly body: {
      readonly parameters: readonly {
        readonly index: number;
        readonly name: string;
        readonly gradient: number;
        readonly update: number;
      }[];
    };
  };
  /** Goes to the first line of a step, counted from 1. */
  readonly 'optimizer.goToStep': {
    readonly arguments: { readonly threadId: number; readonly step: number };
    readonly body: DebugPosition;
  };
}
