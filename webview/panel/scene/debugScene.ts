/** What the figures show of a run that stands in the debugger. */
import { formatCount, formatNumber } from '../../../core/format.ts';
import type { Debugged } from '../../../core/protocol/debugged.ts';
import type { Line, Scene } from '../../shared/chart/scene.ts';
import { placeAfter, type StepsPerUnit } from '../../shared/chart/stepUnits.ts';
import { BranchCurve } from '../../shared/curves/branchCurve.ts';
import type { LandscapeScene } from '../../shared/landscape/scene.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import { words } from '../words.ts';

const branchDash = [6, 4];

/** The run that stands there; null where none of those on the screen does. */
export function debuggedRun({
  debugged,
  race,
}: PanelState): { readonly at: Debugged; readonly run: RunData } | null {
  const run = debugged && race.runs[debugged.run];
  return run ? { at: debugged, run } : null;
}

/** The step that it is in, where its line has come so far. @param unitOf Steps in one unit of the axis. */
export function stepMark(state: PanelState, unitOf: (run: RunData) => StepsPerUnit): Scene['mark'] {
  const found = debuggedRun(state);
  if (!found) return null;
  const { at, run } = found;
  const isOnBranch = at.branch !== null && at.step > at.branch.fromStep;
  const line = isOnBranch ? branchKey(run) : run.key;
  const unit = unitOf(run);
  const place = placeAfter(unit, at.step - 1);
  // Of other axes their own unit is written.
  return { at: place, line, text: unit === 1 ? formatCount(at.step) : formatNumber(place, 3) };
}

/** The curve from where a value was set on; null where none was. */
export function branchLine(state: PanelState, line: Line): Line | null {
  const found = debuggedRun(state);
  const branch = found?.at.branch;
  if (!branch || line.key !== found.run.key) return null;
  return {
    ...line,
    key: branchKey(found.run),
    isBeside: true,
    name: words.branchOf(line.name, branch.fromStep),
    endName: words.branch,
    stem: words.branch,
    dash: branchDash,
    curve: new BranchCurve(branch.fromStep - 1, branch.losses),
    raw: null,
    ended: true,
    divergedAt: null,
    reached: null,
    positionAt: () => null,
  };
}

function branchKey({ key }: RunData): string {
  return `${key} branch`;
}

export function placeMark(state: PanelState): LandscapeScene['mark'] {
  const position = debuggedRun(state)?.at.position;
  return position ? { at: position, text: words.inStep(state.debugged?.step ?? 0) } : null;
}
