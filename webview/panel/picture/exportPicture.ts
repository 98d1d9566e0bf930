import type { Pen } from '../../shared/pen.ts';
import { lightTheme } from '../../shared/picture/lightTheme.ts';
import { svgHelp } from '../../shared/picture/svgHelp.ts';
import { SvgPen } from '../../shared/svgPen.ts';
import type { PanelState, PictureOptions } from '../state.ts';
import { stageOf } from '../sweep/swept.ts';
import { drawPicture, type Figure } from './drawPicture.ts';
import { drawSweepPicture } from './drawSweepPicture.ts';

/** Pixels of a PNG for one of the page, at least. */
const sharpness = 2;

/** What is on the stage, with title, legend and, for surfaces, the landscape, as a file's bytes. */
export async function exportPicture(
  state: PanelState,
  figure: Figure,
  { format, look }: PictureOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const theme = look === 'light' ? lightTheme(state.theme) : state.theme;
  const pictured = { ...state, theme, cursor: null, highlighted: null };
  return format === 'svg' ? svgOf(pictured, figure) : await pngOf(pictured, figure);
}

/** What is on the stage. */
function draw(pen: Pen, state: PanelState, figure: Figure, fine: boolean): { width: number; height: number } {
  return stageOf(state) === 'curves'
    ? drawPicture(pen, state, figure, fine)
    : drawSweepPicture(pen, state, figure);
}

function svgOf(state: PanelState, figure: Figure): Uint8Array<ArrayBuffer> {
  const pen = new SvgPen(svgHelp());
  const { width, height } = draw(pen, state, figure, true);
  return new TextEncoder().encode(pen.file(width, height, state.race.facts.title));
}

async function pngOf(state: PanelState, figure: Figure): Promise<Uint8Array<ArrayBuffer>> {
  const scale = Math.max(sharpness, window.devicePixelRatio);
  const canvas = document.createElement('canvas');
  // How high it is shows when it is drawn: once to measure, once to keep.
  const { width, height } = draw(contextOf(canvas), state, figure, false);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = contextOf(canvas);
  context.scale(scale, scale);
  draw(context, state, figure, false);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (!blob) return reject(new Error('The picture is empty or too large.'));
      blob.arrayBuffer().then((buffer) => resolve(new Uint8Array(buffer)), reject);
    });
  });
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D & Pen {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The picture needs a canvas, and there is none.');
  return context;
}
