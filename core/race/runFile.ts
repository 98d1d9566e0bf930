/** A run that has ended, as bytes of its own: one block, as in race files. docs/race-files.md describes it. */
import * as z from 'zod';
import { BlockError, encodeBlock, readBlock } from './fileBlock.ts';
import { columnsOf, headOf, pieceSchema, pointsOf } from './pieceBlock.ts';
import { RaceFileError } from './raceFileError.ts';
import type { RecordPiece } from './runRecord.ts';

const format = 'optimizer-playground-run';
const version = 1;

const headSchema = z.object({
  format: z.literal(format),
  version: z.literal(version),
  /** What the run is known by. */
  key: z.string(),
  ...pieceSchema.shape,
});

/** @param piece All that was recorded of it. */
export function encodeRun(key: string, piece: RecordPiece): Uint8Array<ArrayBuffer> {
  return encodeBlock({ format, version, key, ...headOf(piece) }, columnsOf(piece));
}

/** @throws {RaceFileError} if the bytes are no whole record of that run. */
export function decodeRun(key: string, bytes: Uint8Array): RecordPiece {
  try {
    const block = readBlock(bytes, 0);
    const head = headSchema.safeParse(block.head);
    if (!head.success) throw new BlockError(z.prettifyError(head.error));
    if (head.data.key !== key) throw new BlockError(`key = ${head.data.key} — expected ${key}`);
    const { state, evaluations } = head.data;
    const points = pointsOf(0, head.data, block);
    block.expectNoMore();
    if (block.end !== bytes.length)
      throw new BlockError(`the file has ${bytes.length} bytes — expected ${block.end}`);
    return { firstPoint: 0, points, evaluations, state };
  } catch (error) {
    throw error instanceof BlockError ? new RaceFileError(error.message) : error;
  }
}
