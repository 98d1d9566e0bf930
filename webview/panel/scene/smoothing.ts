/** How much the losses in the chart are smoothed. */
import type { Curve } from '../../shared/curves/curve.ts';
import { SmoothedCurve } from '../../shared/curves/smoothedCurve.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import type { ViewSettings } from '../viewSettings.ts';
import { words } from '../words.ts';

/** From raw to well beyond an epoch; by steps on surfaces, where nothing is noisy but what swings, and of logs without epochs. */
const epochStops = [0, 0.03, 0.1, 0.3, 1, 3, 10];
const stepStops = [0, 10, 30, 100, 300, 1000];

type Smoothing = Pick<PanelState, 'race' | 'settings'>;

/** What there is to choose from, of epochs of a model or of steps. */
export function smoothingStops({ hasSomeEpochs }: RaceData): readonly number[] {
  return hasSomeEpochs ? epochStops : stepStops;
}

/** The chosen one of these. */
export function smoothingIndex({ race, settings }: Smoothing): number {
  const stops = smoothingStops(race);
  const chosen = race.hasSomeEpochs ? settings.smoothEpochs : settings.smoothSteps;
  return Math.max(
    0,
    stops.findLastIndex((stop) => stop <= chosen),
  );
}

/** The settings with the stop at an index chosen. */
export function withSmoothing(race: RaceData, index: number): Partial<ViewSettings> {
  const stop = smoothingStops(race)[index] ?? 0;
  return race.hasSomeEpochs ? { smoothEpochs: stop } : { smoothSteps: stop };
}

/** `raw`, `1 epoch`, `100 steps` */
export function smoothingText(state: Smoothing): string {
  const stop = smoothingStops(state.race)[smoothingIndex(state)] ?? 0;
  return stop === 0
    ? words.unsmoothed
    : state.race.hasSomeEpochs
      ? words.epochs(stop)
      : words.stepCount(stop);
}

/** The losses of a run as the chart draws them. */
export function smoothedCurve(run: RunData, state: Smoothing): Curve {
  const stop = smoothingStops(state.race)[smoothingIndex(state)] ?? 0;
  // That mean the engine records, of all steps, whichever are kept.
  if (state.race.hasSomeEpochs && stop === 1) return run.drawn;
  const steps = Math.round(state.race.hasSomeEpochs ? stop * run.facts.stepsPerEpoch : stop);
  return steps <= 1 ? run.raw : keptMean(run, steps);
}

export function isSmoothed(run: RunData, state: Smoothing): boolean {
  return smoothedCurve(run, state) !== run.raw;
}

/** The same curve of a run each time, so that what was computed and drawn of it stays; of one smoothing at a time. */
const means = new WeakMap<RunData, { readonly steps: number; readonly curve: Curve }>();

function keptMean(run: RunData, steps: number): Curve {
  const known = means.get(run);
  if (known?.steps === steps) return known.curve;
  const curve = new SmoothedCurve(run.raw, steps);
  means.set(run, { steps, curve });
  return curve;
}
