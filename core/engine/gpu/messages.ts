/**
 * What a device is asked and what it answers: plain data, which threads, windows and pages carry from an engine to
 * where the device is. Requests about one run are answered in their order; those of several runs may be carried out together.
 */
import type { GpuPlan } from './gpuPlan.ts';
import type { ScorePlan } from './scores/scorePlan.ts';

export type GpuRequest =
  /** Finds the device, and tries it. */
  | { readonly type: 'open' }
  /** What is known of the device and of what is around it; also where there is no device. */
  | { readonly type: 'describe' }
  /**
   * A piece of a table of examples. The pieces of one come in their order; the table is there with the last. Who can't
   * know that the device has a table sends it again, which changes nothing.
   */
  | {
      readonly type: 'examples';
      /** Names the table: the same numbers have the same key. */
      readonly key: string;
      /** Numbers of the whole table. */
      readonly length: number;
      /** Where the piece begins. */
      readonly at: number;
      readonly numbers: Float32Array;
    }
  | {
      readonly type: 'create';
      readonly run: string;
      readonly plan: GpuPlan;
      /** The key of its table; null where it learns from none. */
      readonly examples: string | null;
      /** The parameters, then each state of the rule. */
      readonly values: Float32Array;
    }
  /** Takes steps; none after one whose loss isn't a finite number of at most `limit`. */
  | {
      readonly type: 'run';
      readonly run: string;
      /** From 0 on: none measures the loss. */
      readonly steps: number;
      readonly limit: number;
      /** `plan.rowLength` numbers for each step. */
      readonly uniforms: Float32Array;
      /** The rows of each step, one behind the other, and of the next: `counts` says how many each. None without examples. */
      readonly rows: Uint32Array;
      /** `steps` + 1 numbers. */
      readonly counts: Uint32Array;
      /** Whether parameters and state after these steps are to be given. */
      readonly checkpoint: boolean;
    }
  | {
      readonly type: 'evaluate';
      readonly run: string;
      /** Rows of the table, from `first` to before `end`. */
      readonly first: number;
      readonly end: number;
    }
  /** Many runs on a surface, which are the cells of a plane and of which nothing but scores is kept. */
  | {
      readonly type: 'createScores';
      /** Names all of them. */
      readonly run: string;
      readonly plan: ScorePlan;
      /** Of each run. */
      readonly steps: number;
      /** A loss that is not above it counts as solved. */
      readonly goal: number;
      /** Of the plane. */
      readonly columnCount: number;
      readonly rowCount: number;
      /** Of each run 65,536 · row + column. */
      readonly places: Uint32Array;
      /** As the plan's kernel has it. */
      readonly constants: Float32Array;
      /** Parameters and state: `plan.kept` numbers, each of all runs or, where all begin alike, once. */
      readonly values: Float32Array;
    }
  /** Looks at the losses from that after `first` steps to before that after `end`, and takes the steps between them. */
  | {
      readonly type: 'score';
      readonly run: string;
      readonly first: number;
      readonly end: number;
      /** As the plan's kernel has it, of these steps. */
      readonly moving: Float32Array;
      /** Whether the scores are to be given. */
      readonly read: boolean;
    }
  /** Lets go of a run, or of scores. */
  | { readonly type: 'dispose'; readonly run: string };

/** What is answered to each request, by its type. */
export interface GpuAnswers {
  readonly open: GpuDeviceFacts;
  readonly describe: GpuDescription;
  readonly examples: null;
  readonly create: null;
  readonly run: {
    /** The loss before the first step, and after each that was asked for; those after a halt mean nothing. */
    readonly losses: Float32Array;
    /** The plan's coordinates at the same moments, one behind the other; null where it has none. */
    readonly positions: Float32Array | null;
    /** As `values` of `create`; null where they weren't asked for. */
    readonly values: Float32Array | null;
    /** How long the device was at it, in milliseconds. */
    readonly milliseconds: number;
    /** How often something was handed to the device for it. */
    readonly submits: number;
  };
  readonly evaluate: {
    /** Mean over the rows. */
    readonly loss: number;
    /** How many rows are answered rightly. */
    readonly right: number;
  };
  readonly createScores: null;
  readonly score: {
    /** Five words a run, the first of each and then the next: see `scoreKernel.ts`. null where they weren't asked for. */
    readonly scores: Uint32Array | null;
    /** How long the device was at it, in milliseconds. */
    readonly milliseconds: number;
  };
  readonly dispose: null;
}

export interface GpuDeviceFacts {
  /** For people: `NVIDIA H200`, `SwiftShader`. */
  readonly name: string;
  /** Whether it computes on the processor, and so is slower than the other engines. */
  readonly isSoftware: boolean;
  /** Whether its kernels can use subgroups: threads that read each other's numbers. */
  readonly hasSubgroups: boolean;
  /** Changes where measured times are no longer true. */
  readonly version: string;
  /** Bytes of the largest table or vector. */
  readonly largestBuffer: number;
}

/** What kernels are made for. */
export type DeviceKind = Pick<GpuDeviceFacts, 'isSoftware' | 'hasSubgroups'>;

export function kindOf({ isSoftware, hasSubgroups }: GpuDeviceFacts): DeviceKind {
  return { isSoftware, hasSubgroups };
}

/** For people who look for what is wrong. */
export interface GpuDescription {
  /** Of the page. */
  readonly userAgent: string;
  readonly hasWebGpu: boolean;
  /** null where no device is open. */
  readonly adapter: GpuAdapterDescription | null;
}

/** As WebGPU gives it; what it keeps to itself is empty. */
export interface GpuAdapterDescription {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** Whether the browser says that it computes on the processor. */
  readonly isFallback: boolean;
  readonly limits: Readonly<Record<string, number>>;
  readonly features: readonly string[];
}

export type GpuRequestOf<T extends GpuRequest['type']> = Extract<GpuRequest, { type: T }>;

/** Why a request has no answer. */
export interface GpuFailure {
  /** A clause, for people. */
  readonly message: string;
  /** Whether the device is gone, with all that was on it: another may be opened. Otherwise the request itself failed. */
  readonly isLost: boolean;
}

/** The way to a device. */
export interface GpuLink {
  /**
   * @throws {GpuError} if it can't be answered.
   */
  request<T extends GpuRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]>;
}

export class GpuError extends Error implements GpuFailure {
  readonly isLost: boolean;

  constructor({ message, isLost }: GpuFailure) {
    super(message);
    this.isLost = isLost;
  }
}
