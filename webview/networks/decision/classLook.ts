/** How the classes of a picture are told apart: by colour and by shape. */
import type { Pen } from '../../shared/pen.ts';
import { paletteSize } from '../../shared/theme.ts';

/** Corners of a regular polygon and by how many degrees it is turned; no corners: a circle. */
interface Shape {
  readonly corners: number;
  readonly turn: number;
  /** By which shapes of one size look equally large. */
  readonly scale: number;
}

const shapes: readonly Shape[] = [
  { corners: 0, turn: 0, scale: 1 },
  { corners: 3, turn: -90, scale: 1.35 },
  { corners: 4, turn: 45, scale: 1.2 },
  { corners: 3, turn: 90, scale: 1.35 },
  { corners: 4, turn: 0, scale: 1.25 },
  { corners: 5, turn: -90, scale: 1.15 },
];

/** Slots of the palette, the most different first. */
const slots = [0, 3, 5, 1, 7, 2, 9, 4, 11, 6, 8, 10];

export function slotOfClass(label: number): number {
  return slots[label % paletteSize] ?? 0;
}

/** The outline of the shape of a class around a point, x and y of each corner; null: a circle. */
export function cornersOf(label: number, x: number, y: number, radius: number): [number, number][] | null {
  const { corners, turn, scale } = shapes[label % shapes.length] ?? { corners: 0, turn: 0, scale: 1 };
  if (corners === 0) return null;
  return Array.from({ length: corners }, (_, corner) => {
    const angle = ((turn + (360 * corner) / corners) / 180) * Math.PI;
    return [x + scale * radius * Math.cos(angle), y + scale * radius * Math.sin(angle)];
  });
}

/** To be filled or stroked. */
export function traceShape(pen: Pen, label: number, x: number, y: number, radius: number): void {
  const corners = cornersOf(label, x, y, radius);
  pen.beginPath();
  if (!corners) {
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  for (const [place, corner] of corners.entries()) pen[place === 0 ? 'moveTo' : 'lineTo'](...corner);
  pen.closePath();
}
