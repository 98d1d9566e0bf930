import { panKeys, stepFactors, turnOf, zoomKeys } from '../zoomInput.ts';
import type { Plot } from './plot.ts';
import { type Drag, isInside, type Region, regionOf, valueAt } from './region.ts';
import type { ChartEvents, Extent, Scene, View } from './scene.ts';
import { between, moved, scaled, type Zoomable } from './zoom.ts';

/** A press that moves less is a click. */
const click = 4;

/**
 * Zooms by wheel (with Shift the height), by the region that is dragged over, and by keys; moves what is in view by
 * dragging with Shift; shows all by a double click.
 */
export class Zooming {
  readonly #canvas: HTMLCanvasElement;
  readonly #events: ChartEvents;
  readonly #region = document.createElement('div');
  #scene: Scene | null = null;
  #plot: Plot | null = null;
  #drag: Drag | null = null;
  /** The click that ends a drag is for nobody. */
  #dragged = false;

  constructor(element: HTMLElement, canvas: HTMLCanvasElement, events: ChartEvents) {
    this.#canvas = canvas;
    this.#events = events;
    this.#region.className = 'region';
    this.#region.hidden = true;
    element.append(this.#region);
    canvas.addEventListener('wheel', (event) => this.#turn(event), { passive: false });
    canvas.addEventListener('pointerdown', (event) => this.#press(event));
    canvas.addEventListener('pointermove', (event) => this.#move(event));
    canvas.addEventListener('pointerup', (event) => this.#release(event));
    canvas.addEventListener('pointercancel', () => this.#endDrag());
    canvas.addEventListener('click', (event) => this.#swallow(event));
    canvas.addEventListener('dblclick', () => this.reset());
    canvas.addEventListener('keydown', (event) => this.#key(event));
  }

  update(scene: Scene, plot: Plot): void {
    this.#scene = scene;
    this.#plot = plot;
  }

  /** The crosshair has moved: the next key counts from there, also before the chart is drawn again. */
  moveCursor(cursor: number | null): void {
    if (this.#scene) this.#scene = { ...this.#scene, cursor };
  }

  /** Nearer by a step about the crosshair or, where there is none, the middle; or further. */
  step(direction: 'in' | 'out', axis: 'x' | 'y' = 'x'): void {
    const [scene, plot] = [this.#scene, this.#plot];
    if (!scene || !plot) return;
    const middle = (plot.left + plot.right) / 2;
    const at = scene.cursor === null ? middle : plot.x(scene.cursor);
    this.#scale(scene, plot, axis, stepFactors[direction], at, (plot.top + plot.bottom) / 2);
  }

  reset(): void {
    if (this.#scene && isZoomed(this.#scene)) this.#show(this.#scene, { x: null, y: null });
  }

  #turn(event: WheelEvent): void {
    const [scene, plot] = [this.#scene, this.#plot];
    if (!scene || !plot || !isInside(plot, event)) return;
    const turn = turnOf(event, this.#events.isScrolled);
    if (!turn) return;
    event.preventDefault();
    if ('pixels' in turn) this.#pan(scene, plot, turn.pixels / (plot.right - plot.left), 0);
    else this.#scale(scene, plot, event.shiftKey ? 'y' : 'x', turn.factor, event.offsetX, event.offsetY);
  }

  #press(event: PointerEvent): void {
    const [scene, plot] = [this.#scene, this.#plot];
    this.#dragged = false;
    // A finger scrolls.
    if (!scene || !plot || event.button !== 0 || event.pointerType === 'touch') return;
    if (!isInside(plot, event)) return;
    this.#drag = { x: event.offsetX, y: event.offsetY, pans: event.shiftKey, scene, plot, moves: false };
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    const [dx, dy] = [event.offsetX - drag.x, event.offsetY - drag.y];
    if (!drag.moves) {
      if (Math.hypot(dx, dy) < click) return;
      drag.moves = true;
      this.#canvas.setPointerCapture(event.pointerId);
      this.#events.moveCursor(null);
      this.#events.highlight(null);
    }
    // The crosshair waits.
    event.stopImmediatePropagation();
    const { plot, scene } = drag;
    if (drag.pans) this.#pan(scene, plot, -dx / (plot.right - plot.left), dy / (plot.bottom - plot.top));
    else this.#drawRegion(regionOf(drag, event));
  }

  #release(event: PointerEvent): void {
    const drag = this.#drag;
    this.#endDrag();
    if (!drag?.moves) return;
    this.#dragged = true;
    if (drag.pans) return;
    const { scene, plot } = drag;
    const { x, y } = regionOf(drag, event);
    const at = (pixels: Extent, axis: Zoomable, [from, to]: readonly [number, number], view: Extent) =>
      between(
        valueAt(pixels.min, axis, from, to, view),
        valueAt(pixels.max, axis, from, to, view),
        axis,
        view,
      );
    const range = plot.range;
    this.#show(scene, {
      ...viewOf(scene),
      ...(x && { x: at(x, xAxisOf(scene), [plot.left, plot.right], scene.axis) }),
      ...(y && range && { y: at(y, yAxisOf(scene, plot), [plot.bottom, plot.top], range) }),
    });
  }

  #endDrag(): void {
    this.#drag = null;
    this.#region.hidden = true;
  }

  #swallow(event: MouseEvent): void {
    if (this.#dragged) event.stopPropagation();
    this.#dragged = false;
  }

  #key(event: KeyboardEvent): void {
    const [scene, plot] = [this.#scene, this.#plot];
    if (!scene || !plot) return;
    if (event.key === 'Escape' && this.#drag) this.#endDrag();
    else if (event.ctrlKey || event.metaKey) {
      const share = panKeys[event.key];
      if (!share || !isZoomed(scene)) return;
      this.#pan(scene, plot, share[0], share[1]);
    } else {
      // With Alt some keyboards write another letter.
      const key = event.altKey ? event.code : event.key;
      const direction = zoomKeys[key];
      if (direction) this.step(direction, event.altKey ? 'y' : 'x');
      else if (key === '0') this.reset();
      else return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #scale(scene: Scene, plot: Plot, axis: 'x' | 'y', factor: number, px: number, py: number): void {
    const view = viewOf(scene);
    const x = xAxisOf(scene);
    if (axis === 'x') {
      const about = valueAt(px, x, plot.left, plot.right, scene.axis);
      this.#show(scene, { ...view, x: scaled(scene.axis, x, factor, about) });
    } else if (plot.range) {
      const y = yAxisOf(scene, plot);
      const about = valueAt(py, y, plot.bottom, plot.top, plot.range);
      this.#show(scene, { ...view, y: scaled(plot.range, y, factor, about) });
    }
  }

  /** By parts of what is in view, of the axes that are not all in view. */
  #pan(scene: Scene, plot: Plot, across: number, up: number): void {
    const view = viewOf(scene);
    this.#show(scene, {
      x: view.x && moved(view.x, xAxisOf(scene), across),
      y: view.y && moved(view.y, yAxisOf(scene, plot), up),
    });
  }

  /** The next turn or key counts from here, also before the chart is drawn again. */
  #show(scene: Scene, view: View): void {
    const axis = { ...scene.axis, ...(view.x ?? scene.whole) };
    this.#scene = { ...scene, axis, yLimits: view.y };
    const plot = this.#plot;
    if (plot) this.#plot = { ...plot, range: view.y ? { ...view.y, ticks: [] } : plot.fitted };
    this.#events.zoom(view);
  }

  #drawRegion({ x, y, plot }: Region): void {
    const { style } = this.#region;
    const [left, right] = x ? [x.min, x.max] : [plot.left, plot.right];
    const [top, bottom] = y ? [y.min, y.max] : [plot.top, plot.bottom];
    this.#region.hidden = false;
    style.setProperty('left', `${left}px`);
    style.setProperty('top', `${top}px`);
    style.setProperty('width', `${right - left}px`);
    style.setProperty('height', `${bottom - top}px`);
  }
}

/** What is in view now. */
function viewOf({ axis, whole, yLimits }: Pick<Scene, 'axis' | 'whole' | 'yLimits'>): View {
  const all = axis.min <= whole.min && axis.max >= whole.max;
  return { x: all ? null : { min: axis.min, max: axis.max }, y: yLimits };
}

function isZoomed(scene: Scene): boolean {
  const { x, y } = viewOf(scene);
  return x !== null || y !== null;
}

function xAxisOf({ axis, whole }: Scene): Zoomable {
  return { whole, log: axis.log, least: 4 * axis.quantum };
}

function yAxisOf({ logY }: Scene, { fitted, range }: Plot): Zoomable {
  return { whole: fitted ?? range ?? { min: 0, max: 1 }, log: logY };
}
