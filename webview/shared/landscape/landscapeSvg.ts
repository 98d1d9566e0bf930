import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit/html.js';
import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import { xAxis } from '../chart/xAxis.ts';
import type { RunData } from '../data/runData.ts';
import { runColor } from '../runKey.ts';
import { type Actions, type PanelState, visibleRuns } from '../state.ts';
import { lineDash, type Theme } from '../theme.ts';
import { words } from '../words.ts';
import { axisTicks } from './axisTicks.ts';
import { type Contours, gridTransform, levelLabels } from './contours.ts';
import type { PathOutline } from './pathOutline.ts';
import type { Place } from './placeNames.ts';
import type { Projection } from './projection.ts';

export interface NamedPath {
  readonly outline: PathOutline;
  /** How many shorter paths run along this one. */
  readonly depth: number;
  /** Written at its end; empty for none. */
  readonly name: string;
}

export interface View {
  readonly surface: Surface;
  readonly projected: Projection;
  readonly contours: Contours;
  readonly paths: readonly NamedPath[];
  /** For the paths that have a name, in their order, and then for the start. */
  readonly places: readonly Place[];
  readonly start: Point;
  readonly width: number;
  readonly height: number;
}

export function landscapeSvg(view: View, state: PanelState, theme: Theme, actions: Actions): TemplateResult {
  const { projected, contours, width, height } = view;
  const { left, right, top, bottom } = projected.frame;
  const transform = gridTransform(projected);
  // The wide ones first, beneath; what is highlighted last, on top.
  const order = (path: NamedPath) => (path.outline.run.key === state.highlighted ? -1 : path.depth);
  const paths = [...view.paths].sort((a, b) => order(b) - order(a));
  return html`<svg
    class="landscape"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label=${words.landscapeLabel(view.surface.name)}
  >
    <defs>
      <clipPath id="land"><rect x=${left} y=${top} width=${right - left} height=${bottom - top} rx="2"></rect></clipPath>
    </defs>
    <g clip-path="url(#land)">
      <g transform=${transform}>
        ${contours.hills.map((d) => svg`<path class="hill" d=${d}></path>`)}
        ${contours.lines.map((d) => svg`<path class="contour" d=${d}></path>`)}
      </g>
      ${paths.map((path) => pathLine(path, state, theme, actions))}
    </g>
    ${paths.map(({ outline }) => exitArrow(outline))}
    ${levelLabels(view.surface, projected).map(
      ({ level, x, y }) => svg`<text class="axis" x=${x} y=${y} text-anchor="middle">${level}</text>`,
    )}
    ${view.surface.minima.map((minimum) => minimumMark(minimum, projected))}
    ${endNames(view, state)} ${startMark(view)} ${cursorRings(view, state)}
    ${axes(view)}
  </svg>`;
}

/** The others step back for the highlighted run, unless the crosshair compares all. */
function fade(run: RunData, state: PanelState): string {
  const { cursor, highlighted } = state;
  if (cursor !== null || highlighted === null || run.key === highlighted) return '';
  return visibleRuns(state).some(({ key }) => key === highlighted) ? 'faded' : '';
}

function pathLine(
  { outline, depth }: NamedPath,
  state: PanelState,
  theme: Theme,
  actions: Actions,
): SVGTemplateResult {
  const { run } = outline;
  const { id, color, variant } = run.facts;
  const wide = depth > 0 && state.highlighted !== id;
  const dash = wide && theme.contrast ? [3, 3] : lineDash(color, variant, theme.contrast);
  return svg`<polyline
    class="path ${runColor(run)} ${fade(run, state)} ${wide ? 'beneath' : ''}"
    points=${outline.text}
    stroke-width=${wide ? 1.75 + 3.25 * Math.min(depth, 2) : run.diverged ? 1.25 : state.highlighted === id ? 2.5 : 1.75}
    stroke-dasharray=${dash.join(' ') || nothing}
    @pointerenter=${() => actions.highlight(id)}
    @pointerleave=${() => actions.highlight(null)}
  ></polyline>`;
}

function exitArrow({ exit }: PathOutline): SVGTemplateResult | typeof nothing {
  if (!exit) return nothing;
  return svg`<path class="exit" transform="translate(${exit.x} ${exit.y}) rotate(${exit.angle})" d="M0,0l-7,-4v8z"></path>`;
}

/** Room that a minimum's mark and name take on the side of the name. */
export const minimumWidth = 74;

export function nameOnLeft([x]: Point, projected: Projection): boolean {
  return projected.x(x) - minimumWidth - 10 > projected.frame.left;
}

function minimumMark([x, y]: Point, projected: Projection): SVGTemplateResult {
  const [cx, cy] = [projected.x(x), projected.y(y)];
  const onLeft = nameOnLeft([x, y], projected);
  return svg`<g class="minimum">
    <circle cx=${cx} cy=${cy} r="8"></circle>
    <path d="M${cx - 12},${cy}h4M${cx + 8},${cy}h4M${cx},${cy - 12}v4M${cx},${cy + 8}v4"></path>
    <text class="note" x=${onLeft ? cx - 18 : cx + 18} y=${cy} text-anchor=${onLeft ? 'end' : 'start'}>${words.minimum}</text>
  </g>`;
}

function startMark({ start: [x, y], places, projected }: View): SVGTemplateResult {
  const [cx, cy] = [projected.x(x), projected.y(y)];
  const place = places.at(-1);
  return svg`<g class="start">
    <circle class="outer" cx=${cx} cy=${cy} r="5.5"></circle>
    <circle class="inner" cx=${cx} cy=${cy} r="2"></circle>
    ${place ? svg`<text class="note" x=${place.x} y=${place.y} text-anchor=${place.align}>${words.start}</text>` : nothing}
  </g>`;
}

function endNames({ paths, places }: View, state: PanelState): SVGTemplateResult[] {
  return paths
    .filter(({ name, outline }) => name && outline.end)
    .map(({ outline, name }, i) => {
      const [x, y] = outline.end ?? [0, 0];
      const place = places[i] ?? { x: x + 9, y, align: 'start', far: false };
      const toward = place.align === 'start' ? 1 : -1;
      const hairline = `M${x + 5 * toward},${y}L${place.x - 4 * toward},${place.y}`;
      return svg`<g class="end ${runColor(outline.run)} ${fade(outline.run, state)}">
        ${place.far ? svg`<path d=${hairline}></path>` : nothing}
        <circle cx=${x} cy=${y} r="3.5"></circle>
        <text x=${place.x} y=${place.y} text-anchor=${place.align}>${name}</text>
      </g>`;
    });
}

/** The same step ringed as under the crosshair of the chart. */
function cursorRings({ paths, projected }: View, state: PanelState): SVGTemplateResult[] {
  const { cursor } = state;
  if (cursor === null) return [];
  const axis = xAxis(state);
  return paths.flatMap(({ outline: { run } }) => {
    const position = run.positionAt(Math.round(cursor * axis.stepsPerUnit(run)));
    if (!position) return [];
    const [x, y] = [projected.x(position[0]), projected.y(position[1])];
    const { left, right, top, bottom } = projected.frame;
    if (!(x >= left && x <= right && y >= top && y <= bottom)) return [];
    return [svg`<circle class="ring ${runColor(run)}" cx=${x} cy=${y} r="4.5"></circle>`];
  });
}

function axes({ surface, projected }: View): SVGTemplateResult {
  const { frame, window } = projected;
  const [across, up] = surface.axes;
  const xs = axisTicks(window.x);
  const ys = axisTicks(window.y);
  const highest = Math.max(...ys);
  return svg`<g class="axes">
    ${xs.map((value, i) => {
      const text = i === xs.length - 1 ? `${across} = ${value}` : String(value);
      // A number at the right edge would be cut off there.
      const anchor = frame.right - projected.x(value) < 16 ? 'end' : 'middle';
      return svg`<text class="tick" x=${projected.x(value)} y=${frame.bottom + 18} text-anchor=${anchor}>${text}</text>`;
    })}
    ${ys.map((value) => svg`<text class="tick" x=${frame.left - 6} y=${projected.y(value) + 4} text-anchor="end">${value}</text>`)}
    <text class="tick" x=${frame.left - 6} y=${Math.max(frame.top + 16, projected.y(highest) - 12)} text-anchor="end">${up}</text>
  </g>`;
}
