/** What is in view of the chart's axes, kept for each race. */
import type { Extent, View } from '../../shared/chart/scene.ts';
import { inView } from '../../shared/chart/zoom.ts';
import type { PanelState } from '../state.ts';
import type { ViewSettings } from '../viewSettings.ts';
import { isLogY, measureOf } from './measures.ts';
import { axisKind } from './xAxis.ts';

/** So many races are remembered. */
const mostRaces = 20;

type Kept = ViewSettings['views'][number];

/** The part of the x axis that the person has chosen; null is all of it. What was chosen of another axis is none of this. */
export function xView(state: PanelState, whole: Extent): Extent | null {
  const kept = keptOf(state);
  const isSame = kept?.kind === axisKind(state);
  return isSame ? inView(kept.x, { whole, log: state.settings.logX }) : null;
}

/** The same of the y axis, of what is measured now. */
export function yView(state: PanelState): Extent | null {
  const kept = keptOf(state);
  if (kept?.show !== measureOf(state).id || !kept.y) return null;
  return isLogY(state) && kept.y.min <= 0 ? null : kept.y;
}

/** The settings with this in view of the race. */
export function withView(state: PanelState, { x, y }: View): Pick<ViewSettings, 'views'> {
  const race = state.race.facts.id;
  const others = state.settings.views.filter((each) => each.race !== race);
  const kept = { race, kind: axisKind(state), x, show: measureOf(state).id, y };
  return { views: x || y ? [...others, kept].slice(-mostRaces) : others };
}

/** Whether anything is out of view because the person wants it so. */
export function isZoomed(state: PanelState): boolean {
  const kept = keptOf(state);
  return (kept?.kind === axisKind(state) && kept.x !== null) || yView(state) !== null;
}

function keptOf({ race, settings }: PanelState): Kept | undefined {
  return settings.views.find((each) => each.race === race.facts.id);
}
