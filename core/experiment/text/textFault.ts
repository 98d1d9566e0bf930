import type { RelatedPlace } from '../../fault.ts';

export interface Range {
  readonly offset: number;
  readonly length: number;
}

/** Something wrong with an experiment, and where in its text. */
export interface TextFault extends Range {
  readonly message: string;
  /** The field, by which the message names the place; null where a text is no JSON. */
  readonly path: readonly PropertyKey[] | null;
  /** Whether whatever checks JSON says so, too, since it is no JSON or has a name twice. Default: false. */
  readonly isOfJson?: boolean;
  /** Places in other files that it is about. Default: none. */
  readonly related?: readonly RelatedPlace[];
}
