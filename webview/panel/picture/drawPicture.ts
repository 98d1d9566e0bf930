import { drawChart } from '../../shared/chart/drawChart.ts';
import { labelled } from '../../shared/chart/drawEnds.ts';
import { drawText, fonts, textWidth } from '../../shared/chart/drawText.ts';
import { fitName } from '../../shared/chart/fitName.ts';
import type { Line, Scene } from '../../shared/chart/scene.ts';
import { drawLandscape, stretchOf } from '../../shared/landscape/drawLandscape.ts';
import type { Pen } from '../../shared/pen.ts';
import { wrapText } from '../../shared/picture/wrapText.ts';
import { chartCaption, landscapeCaption, whyEmpty, whyNoCurves } from '../figures/caption.ts';
import { landscapeScene } from '../scene/landscapeScene.ts';
import { lossScene } from '../scene/lossScene.ts';
import { narrowBelow, type PanelState } from '../state.ts';
import { words } from '../words.ts';

/** How large the chart is on the screen, in CSS pixels. */
export interface Figure {
  readonly width: number;
  readonly height: number;
}

const margin = 20;
const gap = 24;
/** A picture is no smaller than this, however narrow the panel is. */
const smallest = { width: 720, height: 400 };
const landscapeWidth = 320;
const titleLine = 22;
const captionLine = 16;
const legendRow = 20;
const keyWidth = 38;
const keyGap = 10;

/**
 * Draws title, legend and, each below its caption, chart and landscape.
 * @param fine Every point, for a drawing that isn't made of pixels.
 * @returns How large it is.
 */
export function drawPicture(
  pen: Pen,
  state: PanelState,
  figure: Figure,
  fine: boolean,
): { width: number; height: number } {
  const wide = { ...state, width: Math.max(narrowBelow, state.width) };
  const { theme, race } = wide;
  const why = whyNoCurves(wide) ?? whyEmpty(wide);
  const scene = lossScene(wide);
  const chart = {
    width: Math.max(smallest.width, figure.width),
    height: why === null ? Math.max(smallest.height, figure.height) : 0,
  };
  const land = race.surface && {
    scene: landscapeScene(wide, race.surface, null),
    width: landscapeWidth,
    height: Math.max(chart.height, smallest.height),
  };
  const width = 2 * margin + chart.width + (land ? gap + land.width : 0);
  const right = width - margin - landscapeWidth;
  const titleFont = fonts.strong(theme, 16);
  const captionFont = fonts.text(theme, 11);
  const title = wrapText(pen, race.facts.title, titleFont, width - 2 * margin);
  const legend = why === null ? legendOf(pen, scene, width - 2 * margin) : [];
  const { title: shown, text } = chartCaption(wide);
  const captions = [
    { x: margin, lines: wrapText(pen, `${shown}: ${why ?? text}`, captionFont, chart.width) },
  ];
  if (land) {
    const formula = landscapeCaption(land.scene.surface, stretchOf(land.scene, land.width, land.height));
    const lines = wrapText(pen, `${words.landscape}: ${formula}`, captionFont, land.width);
    captions.push({ x: right, lines });
  }
  const captionLines = Math.max(...captions.map(({ lines }) => lines.length));
  const captionTop = margin + titleLine * title.length + legendRow * legend.length;
  const below = captionTop + captionLine * captionLines + 8;
  const height = below + Math.max(chart.height, land?.height ?? 0) + margin;

  pen.fillStyle = theme.background;
  pen.fillRect(0, 0, width, height);
  const titleStyle = { font: titleFont, color: theme.foreground };
  title.forEach((line, i) => {
    drawText(pen, line, margin, margin + titleLine * i + 10, titleStyle);
  });
  legend.forEach((row, i) => {
    const y = margin + titleLine * title.length + legendRow * (i + 0.5);
    for (const { line, x, name } of row) drawKey(pen, line, name, margin + x, y, scene);
  });
  const captionStyle = { font: captionFont, color: theme.quiet };
  for (const { x, lines } of captions)
    lines.forEach((line, i) => {
      drawText(pen, line, x, captionTop + captionLine * i + 8, captionStyle);
    });
  if (why === null) at(pen, margin, below, () => drawChart(pen, scene, chart.width, chart.height, fine));
  if (land) at(pen, right, below, () => drawLandscape(pen, land.scene, land.width, land.height));
  return { width, height };
}

interface Entry {
  readonly line: Line;
  readonly name: string;
  readonly x: number;
}

/** Every line's name, in rows; none where all lines have theirs at their ends. */
function legendOf(pen: Pen, scene: Scene, width: number): Entry[][] {
  if (labelled(scene).length === scene.lines.length) return [];
  const font = fonts.text(scene.theme, 12);
  const rows: Entry[][] = [[]];
  let x = 0;
  for (const line of scene.lines) {
    const name = fitName(pen, line.name, line.stem, font, width - keyWidth);
    const wide = keyWidth + textWidth(pen, name, font) + 18;
    if (x > 0 && x + wide > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ line, name, x });
    x += wide;
  }
  return rows;
}

function drawKey(
  pen: Pen,
  { color, dash }: Line,
  name: string,
  x: number,
  y: number,
  { theme }: Scene,
): void {
  pen.strokeStyle = color;
  pen.lineWidth = 2.25;
  pen.setLineDash([...dash]);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + keyWidth - keyGap, y);
  pen.stroke();
  pen.setLineDash([]);
  drawText(pen, name, x + keyWidth, y + 0.5, { font: fonts.text(theme, 12), color: theme.foreground });
}

function at(pen: Pen, x: number, y: number, draw: () => void): void {
  pen.save();
  pen.translate(x, y);
  draw();
  pen.restore();
}
