/** How much the losses in the chart are smoothed. */

import { mostStepsOfEpoch } from '../../../core/epochs.ts';
import { isSameUnit, type StepsPerUnit } from '../../shared/chart/stepUnits.ts';
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
  const { stepsPerEpoch } = run.facts;
  if (!state.race.hasSomeEpochs) return stop <= 1 ? run.raw : keptMean(run, { width: stop, unit: 1 });
  const steps = Math.round(stop * mostStepsOfEpoch(stepsPerEpoch));
  if (steps <= 1) return run.raw;
  return keptMean(
    run,
    typeof stepsPerEpoch === 'number' ? { width: steps, unit: 1 } : { width: stop, unit: stepsPerEpoch },
  );
}

/** Losses on a surface that are no run's, in the same way. */
export function smoothedLosses(losses: Curve, state: Smoothing): Curve {
  const stop = smoothingStops(state.race)[smoothingIndex(state)] ?? 0;
  return stop <= 1 ? losses : new SmoothedCurve(losses, stop);
}

export function isSmoothed(run: RunData, state: Smoothing): boolean {
  return smoothedCurve(run, state) !== run.raw;
}

/** How far a mean goes back, and how many steps one of that has. */
interface Window {
  readonly width: number;
  readonly unit: StepsPerUnit;
}

/** The same curve of a run each time, so that what was computed and drawn of it stays; of one smoothing at a time. */
const means = new WeakMap<RunData, { readonly window: Window; readonly curve: Curve }>();

function keptMean(run: RunData, window: Window): Curve {
  const known = means.get(run);
  if (known?.window.width === window.width && isSameUnit(known.window.unit, window.unit)) return known.curve;
  const curve = new SmoothedCurve(run.raw, window.width, window.unit);
  means.set(run, { window, curve });
  return curve;
}
