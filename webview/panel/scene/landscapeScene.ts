import type { Surface } from '../../../core/problems/surfaces/surface.ts';
import { stepsTo } from '../../shared/chart/stepUnits.ts';
import type { LandscapeScene, Path } from '../../shared/landscape/scene.ts';
import { whyNoPreview } from '../data/preview.ts';
import type { RunData } from '../data/runData.ts';
import { hasExtension, isBeside, type PanelState } from '../state.ts';
import { placeMark } from './debugScene.ts';
import { looksAsDrawn } from './drawnLines.ts';
import { drawnRuns, highlightedRuns, isFaded, mostNamedLines } from './drawnRuns.ts';
import { landView } from './landView.ts';
import { previewDash, previewKey } from './previewScene.ts';
import { axisKind, stepsPerUnit } from './xAxis.ts';

/**
 * What the landscape draws of the race.
 * @param beside Margins of the chart's plot, where it stands beside the landscape.
 */
export function landscapeScene(
  state: PanelState,
  surface: Surface,
  beside: LandscapeScene['margins'],
): LandscapeScene {
  const { race, theme, cursor, preview } = state;
  const runs = drawnRuns(state);
  const unitOf = stepsPerUnit(axisKind(state), race);
  const names =
    runs.length <= mostNamedLines
      ? race.endNamesAmong(race.runs.filter((run) => !run.diverged))
      : new Map<RunData, string>();
  const lookOf = looksAsDrawn(state);
  const faded = isFaded(state, runs);
  const highlighted = highlightedRuns(state);
  const movesStart = race.facts.isWhole && hasExtension(state);
  const isPreviewed = preview !== null && preview.lines.size > 0;
  const paths = runs.map(
    (run): Path => ({
      key: run.key,
      name: isPreviewed ? '' : (names.get(run) ?? ''),
      look: lookOf(run),
      faded: isPreviewed || faded(run),
      highlighted: !isPreviewed && highlighted.has(run.key),
      diverged: run.diverged,
      positions: run.path,
      ring: cursor === null ? null : run.positionAt(Math.round(stepsTo(unitOf(run), cursor))),
    }),
  );
  const previews = runs.flatMap((run): Path[] => {
    const line = preview?.lines.get(run.key);
    if (!line) return [];
    const { positions, diverged } = line;
    return [
      {
        ...{ key: previewKey(run), name: names.get(run) ?? '', look: lookOf(run), dash: previewDash },
        ...{ faded: false, highlighted: false, diverged, positions, ring: null },
      },
    ];
  });
  return {
    surface,
    start: race.start ?? surface.start,
    paths,
    previews,
    startNote: movesStart ? (preview?.why ?? whyNoPreview(runs)) : null,
    theme,
    view: landView(state),
    mark: placeMark(state),
    movesStart,
    margins: isBeside(state) ? beside : null,
  };
}
