import type { SheetEntrant } from '../../../core/fairComparison/comparisonSheet.ts';
import type { Line } from '../chart/scene.ts';
import { type Look, lineColor, lineDash, type Theme } from '../theme.ts';

interface Around {
  /** Its place among those that are compared. */
  readonly place: number;
  /** The place of the one that stands out; null: none. */
  readonly highlighted: number | null;
  /** Whether nothing is added to it any more. */
  readonly ended: boolean;
  readonly theme: Theme;
}

/** What all lines of one that is compared have in common, whatever they are of. */
export function entrantLine(
  { name, color, variant }: Pick<SheetEntrant, 'name' | 'color' | 'variant'>,
  { place, highlighted, ended, theme }: Around,
): Omit<Line, 'curve' | 'middle'> {
  const look: Look = { slot: color, variant };
  const key = String(place);
  return {
    ...{ key, group: key, isBeside: false, name, endName: name, stem: name, look },
    ...{ color: lineColor(look, theme), dash: lineDash(look, theme.contrast) },
    ...{ faded: highlighted !== null && highlighted !== place, highlighted: highlighted === place },
    ...{ raw: null, stepsPerUnit: 1, ended, divergedAt: null, reached: null },
    positionAt: () => null,
  };
}
