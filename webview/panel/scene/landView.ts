/** What is in view of the landscape, kept for each race. */
import type { Window } from '../../../core/problems/surfaces/surface.ts';
import type { PanelState } from '../state.ts';
import type { ViewSettings } from '../viewSettings.ts';

/** So many races are remembered. */
const mostRaces = 20;

/** The part that the person has chosen; null is all of it. */
export function landView({ race, settings }: PanelState): Window | null {
  return settings.lands.find((each) => each.race === race.facts.id) ?? null;
}

/** The settings with this in view of the race; null: all of it. */
export function withLandView(
  { race, settings }: PanelState,
  part: Window | null,
): Pick<ViewSettings, 'lands'> {
  const { id } = race.facts;
  const others = settings.lands.filter((each) => each.race !== id);
  if (!part) return { lands: others };
  const kept = { race: id, x: [...part.x], y: [...part.y] } satisfies ViewSettings['lands'][number];
  return { lands: [...others, kept].slice(-mostRaces) };
}
