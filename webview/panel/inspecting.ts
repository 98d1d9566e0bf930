/** From a place in the chart to the step inspector. */
import type { ShownStep } from '../../core/race/pick.ts';
import { stepsTo } from '../shared/chart/stepUnits.ts';
import { axisKind, stepsPerUnit } from './scene/xAxis.ts';
import type { PanelState } from './state.ts';

/**
 * The step by which a run came to a place: the run under the pointer or, elsewhere, the picked one; of a median none is
 * meant.
 * @param state null where nothing is shown, and so undefined comes of it.
 * @param at In the unit of the x axis.
 */
export function stepAt(state: PanelState | null, at: number): ShownStep | undefined {
  if (!state) return undefined;
  const { race, highlighted } = state;
  const run = race.runs.find(({ key }) => key === highlighted) ?? null;
  const told = run ?? race.runs[0];
  const unit = told ? stepsPerUnit(axisKind(state), race)(told) : 1;
  return {
    race: race.facts.id,
    run: run && Number(run.key),
    step: Math.max(1, Math.round(stepsTo(unit, at))),
  };
}

/** What VS Code's menu there is about: the section that `package.json` asks for, whether it is a network, and what commands get. */
export function stepMenu(state: PanelState | null, at: number): string {
  const optimizerNetwork = state?.race.isModel ?? false;
  const place = { webviewSection: 'optimizerStep', optimizerNetwork, at: stepAt(state, at) };
  return JSON.stringify({ ...place, preventDefaultContextMenuItems: true });
}
