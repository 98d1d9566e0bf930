/** What a peer is asked for. `steps` apart, the same request goes on where the last one stopped; another starts anew. */
interface Request {
  readonly optimizer: 'sgd' | 'momentum' | 'nesterov' | 'rmsprop' | 'adam' | 'adamw';
  readonly lr: number;
}

/** Training with the batches of a data file, in its order. */
export interface TrainRequest extends Request {
  readonly op: 'train';
  /** Path of the data file. */
  readonly data: string;
  readonly layers: readonly number[];
  readonly activation: 'tanh' | 'relu';
  readonly batch: number;
}

/** Updates alone: n parameters that begin at 1, with gradients ((i mod 7) - 3) / 100. */
export interface UpdateRequest extends Request {
  readonly op: 'update';
  readonly n: number;
}

/** Minimizing a function of x and y. */
export interface PlaneRequest extends Request {
  readonly op: 'fn2d';
  readonly fn: string;
  readonly start: readonly [number, number];
}

export type WorkRequest = TrainRequest | UpdateRequest | PlaneRequest;

/** Work that goes on from call to call. */
export interface Work {
  /** Returns the last loss or, for updates, the first parameter. */
  run(steps: number): number | Promise<number>;
  /** The first 20 losses, or as many as there are. */
  readonly losses: readonly number[];
  /** Gives back memory that isn't collected by itself. */
  readonly dispose?: () => void;
}

export const lossesToAnswer = 20;
