import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit/html.js';
import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import { roundTicks } from '../chart/ticks.ts';
import { colorClass } from '../lineKey.ts';
import { lineDash, type Theme } from '../theme.ts';
import { words } from '../words.ts';
import { type Contours, gridTransform, levelLabels } from './contours.ts';
import type { PathOutline } from './pathOutline.ts';
import type { Place } from './placeNames.ts';
import { isInside, type Projection } from './projection.ts';
import type { LandscapeEvents, Path } from './scene.ts';

/** A path with where and how it is drawn. */
export interface DrawnPath {
  readonly path: Path;
  readonly outline: PathOutline;
  /** How many shorter paths lie on this one. */
  readonly depth: number;
  /** Written at its end; empty for none. */
  readonly name: string;
}

export interface View {
  readonly surface: Surface;
  readonly projected: Projection;
  readonly contours: Contours;
  readonly paths: readonly DrawnPath[];
  /** For the paths that have a name, in their order, and then for the start. */
  readonly places: readonly Place[];
  readonly start: Point;
  readonly width: number;
  readonly height: number;
}

/** @param clip An id that nothing else on the page has. */
export function landscapeSvg(
  view: View,
  clip: string,
  theme: Theme,
  events: LandscapeEvents,
): TemplateResult {
  const { projected, contours, width, height } = view;
  const { left, right, top, bottom } = projected.frame;
  const transform = gridTransform(projected);
  // The wide ones first, beneath; what is highlighted last, on top.
  const order = ({ path, depth }: DrawnPath) => (path.highlighted ? -1 : depth);
  const paths = [...view.paths].sort((a, b) => order(b) - order(a));
  return html`<svg
    class="landscape"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label=${words.landscape(view.surface.name)}
  >
    <defs>
      <clipPath id=${clip}><rect x=${left} y=${top} width=${right - left} height=${bottom - top} rx="2"></rect></clipPath>
    </defs>
    <g clip-path="url(#${clip})">
      <g transform=${transform}>
        ${contours.hills.map((d) => svg`<path class="hill" d=${d}></path>`)}
        ${contours.lines.map((d) => svg`<path class="contour" d=${d}></path>`)}
      </g>
      ${paths.map((path) => pathLine(path, theme, events))}
    </g>
    ${paths.map(({ outline }) => exitArrow(outline))}
    ${levelLabels(view.surface, projected).map(
      ({ level, x, y }) => svg`<text class="axis" x=${x} y=${y} text-anchor="middle">${level}</text>`,
    )}
    ${view.surface.minima.map((minimum) => minimumMark(minimum, projected))}
    ${endNames(view)} ${startMark(view)} ${cursorRings(view)}
    ${axes(view)}
  </svg>`;
}

function pathLine(
  { path, outline, depth }: DrawnPath,
  theme: Theme,
  events: LandscapeEvents,
): SVGTemplateResult {
  const { key, look, faded, highlighted, diverged } = path;
  const wide = depth > 0 && !highlighted;
  const dash = wide && theme.contrast ? [3, 3] : lineDash(look, theme.contrast);
  return svg`<polyline
    class="path ${colorClass(look)} ${faded ? 'faded' : ''} ${wide ? 'beneath' : ''}"
    points=${outline.text}
    stroke-width=${wide ? 1.75 + 3.25 * Math.min(depth, 2) : diverged ? 1.25 : highlighted ? 2.5 : 1.75}
    stroke-dasharray=${dash.join(' ') || nothing}
    @pointerenter=${() => events.highlight(key)}
    @pointerleave=${() => events.highlight(null)}
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

function endNames({ paths, places }: View): SVGTemplateResult[] {
  return paths
    .filter(({ name, outline }) => name && outline.end)
    .map(({ path, outline, name }, i) => {
      const [x, y] = outline.end ?? [0, 0];
      const place = places[i] ?? { x: x + 9, y, align: 'start', far: false };
      const toward = place.align === 'start' ? 1 : -1;
      const hairline = `M${x + 5 * toward},${y}L${place.x - 4 * toward},${place.y}`;
      return svg`<g class="end ${colorClass(path.look)} ${path.faded ? 'faded' : ''}">
        ${place.far ? svg`<path d=${hairline}></path>` : nothing}
        <circle cx=${x} cy=${y} r="3.5"></circle>
        <text x=${place.x} y=${place.y} text-anchor=${place.align}>${name}</text>
      </g>`;
    });
}

/** The same step ringed as under the crosshair of the chart. */
function cursorRings({ paths, projected }: View): SVGTemplateResult[] {
  return paths.flatMap(({ path: { ring, look } }) => {
    if (!ring) return [];
    const [x, y] = [projected.x(ring[0]), projected.y(ring[1])];
    if (!isInside(projected.frame, x, y)) return [];
    return [svg`<circle class="ring ${colorClass(look)}" cx=${x} cy=${y} r="4.5"></circle>`];
  });
}

function axes({ surface, projected }: View): SVGTemplateResult {
  const { frame, window } = projected;
  const [across, up] = surface.axes;
  const xs = roundTicks(...window.x, 4);
  const ys = roundTicks(...window.y, 4);
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
