import { hasOrder } from '../../../core/map/mapMeasure.ts';
import type { OpenedMap } from '../../../core/protocol/map.ts';
import { type MapPart, type MapState, settingOf } from './mapState.ts';
import { cellText } from './valueText.ts';
import { headline, lowerFirst } from './words.ts';

/** The sentence above the map. */
export function saying(
  state: MapState,
  map: Pick<OpenedMap, 'target' | 'steps'>,
  { grid, columns, rows }: MapPart,
): string {
  const { measure, summary, phase } = state;
  const { best, shares } = summary;
  const score = best === null ? null : grid.scoreOf(best);
  const nameOf = (name: string) => lowerFirst(settingOf(state, name)?.label ?? name);
  const isWhole = (name: string) => settingOf(state, name)?.isWhole ?? false;
  const [x, y] = [columns.axis.setting, rows.axis.setting];
  const at =
    best === null
      ? ''
      : `${nameOf(x)} ${cellText(columns, best % grid.columns, isWhole(x))} and ${nameOf(y)} ${cellText(rows, Math.floor(best / grid.columns), isWhole(y))}`;
  const value = score && hasOrder(measure) ? score[measure] : Number.NaN;
  return headline({
    ...{ measure, target: map.target, limit: map.steps, isDone: phase === 'done', at },
    best: score && { value, first: score.first, forGood: score.forGood },
    ...{ reached: summary.minima, known: shares.known, asGood: shares.asGood, diverged: shares.diverged },
  });
}
