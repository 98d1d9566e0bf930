import type { RecordPiece } from './runRecord.ts';

/** What an engine has recorded of a run since its last chunk. */
export interface Chunk {
  /** The run's number in its race. */
  readonly run: number;
  readonly piece: RecordPiece;
}
