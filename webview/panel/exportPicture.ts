import { chartCaption, whyNoCurves } from './figures/caption.ts';
import type { PanelState } from './state.ts';

/** What of an element's style makes its picture. */
const painted = [
  'fill',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'font',
  'dominant-baseline',
  'vector-effect',
] as const;
const margin = 20;
/** Where no chart is drawn there is room for the words that say why. */
const widthOfWords = 400;
const titleHeight = 32;

/** The chart with its title and, for surfaces, the landscape, as a PNG of the screen's resolution. */
export async function exportPicture(
  state: PanelState,
  chart: HTMLCanvasElement,
  landscape: SVGSVGElement | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const { race, theme } = state;
  const scale = window.devicePixelRatio;
  const land = race.surface && landscape ? landscape : null;
  const size = { width: chart.clientWidth || widthOfWords, height: chart.clientHeight };
  const picture = document.createElement('canvas');
  const landSize = land?.getBoundingClientRect() ?? { width: 0, height: 0 };
  picture.width = scale * (2 * margin + size.width + (land ? margin + landSize.width : 0));
  picture.height = scale * (2 * margin + titleHeight + Math.max(size.height, landSize.height));
  const ctx = picture.getContext('2d');
  if (!ctx) throw new Error('The picture needs a canvas, and there is none.');
  ctx.scale(scale, scale);
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.fillStyle = theme.foreground;
  ctx.font = `600 16px ${theme.textFont}`;
  ctx.fillText(race.facts.title, margin, margin + 14);
  ctx.fillStyle = theme.quiet;
  ctx.font = `11px ${theme.textFont}`;
  const caption = chartCaption(state);
  ctx.fillText(`${caption.title}: ${whyNoCurves(state) ?? caption.text}`, margin, margin + 30);
  ctx.drawImage(chart, margin, margin + titleHeight, size.width, size.height);
  if (land) {
    const image = await imageOf(land, landSize);
    ctx.drawImage(image, 2 * margin + size.width, margin + titleHeight, landSize.width, landSize.height);
  }
  return await pngOf(picture);
}

/** The drawing with its styles written out, since an image knows nothing of the page. */
async function imageOf(drawing: SVGSVGElement, { width, height }: { width: number; height: number }) {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error('The landscape is no drawing.');
  const originals = drawing.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    const original = originals[i];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const property of painted) element.style.setProperty(property, style.getPropertyValue(property));
  });
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (!blob) return reject(new Error('The picture is empty or too large.'));
      blob.arrayBuffer().then((buffer) => resolve(new Uint8Array(buffer)), reject);
    });
  });
}
