/** How runs look that are drawn from the start that a person moves. */
import type { Line } from '../../shared/chart/scene.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import { words } from '../words.ts';
import { smoothedLosses } from './smoothing.ts';

export const previewDash = [3, 3];

export function previewKey({ key }: RunData): string {
  return `${key} preview`;
}

/** The curve of a run from there; null where none is known. @param line That of the run itself. */
export function previewLine(state: PanelState, run: RunData, line: Line): Line | null {
  const found = state.preview?.lines.get(run.key);
  if (!found) return null;
  const { losses, diverged } = found;
  return {
    ...line,
    key: previewKey(run),
    isBeside: true,
    name: words.previewed(line.name),
    endName: '',
    dash: previewDash,
    faded: false,
    highlighted: false,
    curve: smoothedLosses(losses, state),
    raw: null,
    middle: null,
    ended: true,
    divergedAt: diverged ? losses.length - 1 : null,
    reached: null,
    positionAt: () => null,
  };
}
