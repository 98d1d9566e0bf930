/** A slice as the landscape draws it. */
import type { SliceRequest } from '../../../core/networkPictures/slice.ts';
import type { SliceNews } from '../../../core/networkPictures/sliceNews.ts';
import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import type { NetworkRun } from '../../../core/protocol/networks.ts';
import type { LandscapeScene, Numbers, Path } from '../../shared/landscape/scene.ts';
import type { Theme } from '../../shared/theme.ts';
import { gridSurface } from './gridSurface.ts';

/** What was told of a slice, with what of it is drawn. */
export interface ShownSlice {
  readonly news: SliceNews;
  /** null before there is a grid, and where no loss is finite. */
  readonly surface: Surface | null;
  readonly positions: readonly Numbers[];
}

/** What is drawn stays the same object while nothing else is known: then nothing is drawn anew. */
export function shownSlice(news: SliceNews, before: ShownSlice | null): ShownSlice {
  const isSame = before !== null && isSameSlice(news.request, before.news.request);
  if (isSame && news.grid?.size === before.news.grid?.size) return { ...before, news };
  return {
    news,
    surface: news.grid && gridSurface(news.grid, news.window),
    positions: isSame ? before.positions : news.paths.map(({ coordinates }) => numbersOf(coordinates)),
  };
}

export function isSameSlice(a: SliceRequest, b: SliceRequest): boolean {
  return a.run === b.run && a.kind === b.kind && a.seed === b.seed;
}

function numbersOf(values: Float64Array): Numbers {
  return {
    length: values.length,
    at: (index) => values[index] ?? Number.NaN,
    stretch: (from, to) => values.subarray(from, to),
  };
}

/**
 * @param step Where somebody is, on the way of the run that the slice is through.
 * @param highlighted The path under the pointer.
 */
export function sliceScene(
  { news, positions }: ShownSlice,
  surface: Surface,
  runs: readonly NetworkRun[],
  step: number,
  highlighted: string | null,
  theme: Theme,
): LandscapeScene {
  const { run } = news.request;
  const paths = runs.map(({ title, color, variant }, place): Path => {
    const key = String(place);
    return {
      key,
      name: runs.length > 1 ? title : '',
      look: { slot: color, variant },
      faded: highlighted !== null && highlighted !== key,
      highlighted: highlighted === key,
      diverged: false,
      positions: positions[place] ?? null,
      ring: place === run ? pointAt(news, run, step) : null,
    };
  });
  return {
    surface,
    start: pointAt(news, run, 0) ?? [0, 0],
    paths,
    theme,
    margins: null,
  };
}

/** The point of a path that is nearest to a step. */
function pointAt({ paths }: SliceNews, run: number, step: number): Point | null {
  const path = paths[run];
  if (!path || path.steps.length === 0) return null;
  let nearest = 0;
  for (const [place, each] of path.steps.entries())
    if (Math.abs(each - step) < Math.abs((path.steps[nearest] ?? 0) - step)) nearest = place;
  return [path.coordinates[2 * nearest] ?? 0, path.coordinates[2 * nearest + 1] ?? 0];
}
