import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { crc32 } from '../../../../core/crc.ts';
import { MapGrid } from '../../../../core/map/mapGrid.ts';
import { mapPicture } from '../../../../node/cli/map/mapPicture.ts';
import { pngBytes } from '../../../../node/cli/map/pngBytes.ts';

/** The chunks of a PNG: type and data, their checks compared. */
function chunksOf(png: Buffer) {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

test('a PNG has its pixels row by row, unfiltered', () => {
  const rgb = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const png = pngBytes(2, 2, rgb);
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const [header, pixels, end] = chunksOf(png);
  expect(header?.type).toBe('IHDR');
  expect([...(header?.data ?? [])]).toEqual([0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0]);
  expect(pixels?.type).toBe('IDAT');
  expect([...inflateSync(pixels?.data ?? Buffer.alloc(0))]).toEqual([
    0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12,
  ]);
  expect(end).toEqual({ type: 'IEND', data: Buffer.alloc(0) });
});

test('a map is bright where the loss is low, with its first row at the bottom', () => {
  const grid = new MapGrid(2, 2);
  // final, best, first, forGood, divergedAt
  const numbers = Float64Array.from([1e-4, 1e-4, 0, 0, 0, 1, 1, 0, 0, 0, Number.NaN, 1, 0, 0, 7]);
  grid.take({ cells: Uint32Array.from([0, 1, 2]), numbers });
  const { width, height, rgb } = mapPicture(grid, 'final', 100);
  expect([width, height]).toEqual([768, 768]);
  const at = (x: number, y: number) => [...rgb.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)];
  expect(at(10, 760)).toEqual([0xfd, 0xe7, 0x25]);
  expect(at(760, 760)).toEqual([0x44, 0x01, 0x54]);
  // Diverged: stripes. Not computed: grey.
  expect(at(0, 0)).toEqual([48, 48, 48]);
  expect(at(4, 0)).toEqual([88, 88, 88]);
  expect(at(3, 1)).toEqual([88, 88, 88]);
  expect(at(760, 10)).toEqual([128, 128, 128]);
});

test('runs that fell short of the target are grey, those that swing a lighter one', () => {
  const grid = new MapGrid(3, 1);
  const numbers = Float64Array.from([1, 1, 0, 0, 0, 1, 0.1, 0, 0, 0, 1e-3, 1e-3, 20, 20, 0]);
  grid.take({ cells: Uint32Array.from([0, 1, 2]), numbers });
  const { rgb } = mapPicture(grid, 'forGood', 100);
  const at = (x: number) => [...rgb.subarray(3 * x, 3 * x + 3)];
  expect(at(0)).toEqual([128, 128, 128]);
  expect(at(256)).toEqual([168, 168, 168]);
  expect(at(512)).toEqual([0xfd, 0xe7, 0x25]);
});
