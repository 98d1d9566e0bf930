import type { ShownClaim } from '../../core/protocol/claims.ts';
import { RaceView } from '../shared/race/raceView.ts';
import { SharpnessView } from './sharpnessView.ts';

/** The charts of one claim. They stay as they are where it is tested again. */
export function newCharts() {
  const elements = { curves: document.createElement('div'), sharpness: document.createElement('div') };
  let race: RaceView | null = null;
  let edge: SharpnessView | null = null;
  return {
    elements,
    show({ picture, sharpness }: Pick<ShownClaim, 'picture' | 'sharpness'>): void {
      if (!picture) return;
      if (race) race.reset(picture);
      else race = new RaceView(elements.curves, picture);
      if (!sharpness) return;
      if (edge) edge.reset(picture, sharpness);
      else edge = new SharpnessView(elements.sharpness, picture, sharpness);
    },
    onThemeChange(): void {
      race?.onThemeChange();
      edge?.onThemeChange();
    },
  };
}
