/** From the text of a report to the race as the panel takes it. */
import { type RaceView, toPanelSchema } from '../../core/protocol/panel.ts';
import type { RaceReport } from '../../core/protocol/report.ts';
import type { Points, Quantity } from '../../core/race/quantities.ts';

/** @throws if the text is none of a report. */
export function readRace(text: string): RaceView | null {
  const race = JSON.parse(text) as RaceReport;
  const runs = race.runs.map(({ record, before, ...run }) => ({
    ...run,
    record: withNumbers(record),
    ...(before && { before: withNumbers(before) }),
  }));
  const message = toPanelSchema.parse({ type: 'snapshot', race: { ...race, runs } });
  return message.type === 'snapshot' ? message.race : null;
}

function withNumbers<Piece extends { readonly points: Partial<Record<Quantity, string>> }>(piece: Piece) {
  const points = Object.fromEntries(
    Object.entries(piece.points).map(([quantity, text]) => [quantity, numbersOf(text)]),
  ) as Points;
  return { ...piece, points };
}

function numbersOf(base64: string): Float64Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float64Array.from({ length: bytes.length / 8 }, (_, index) => view.getFloat64(8 * index, true));
}
