import { drawText, fonts } from '../../shared/chart/drawText.ts';
import type { Pen } from '../../shared/pen.ts';
import { wrapText } from '../../shared/picture/wrapText.ts';
import { whyEmpty } from '../figures/caption.ts';
import type { PanelState } from '../state.ts';
import { sweepCaption } from '../sweep/sweepFigure.ts';
import { sweepPainter } from '../sweep/sweepPainter.ts';
import type { Figure } from './drawPicture.ts';

const margin = 20;
/** A picture is no smaller than this, however narrow the panel is. */
const smallest = { width: 720, height: 400 };
const titleLine = 22;
const captionLine = 16;

/**
 * Draws title, caption and the view of a sweep that is on the stage.
 * @returns How large it is.
 */
export function drawSweepPicture(
  pen: Pen,
  state: PanelState,
  figure: Figure,
): { width: number; height: number } {
  const { theme, race } = state;
  const inner = Math.max(smallest.width, figure.width);
  const painter = sweepPainter(state);
  const innerHeight = Math.max(smallest.height, figure.height, painter.leastHeight(inner));
  const titleFont = fonts.strong(theme, 16);
  const captionFont = fonts.text(theme, 11);
  const title = wrapText(pen, race.facts.title, titleFont, inner);
  const { title: shown, text } = sweepCaption(state);
  const caption = wrapText(pen, `${shown}: ${whyEmpty(state) ?? text}`, captionFont, inner);
  const captionTop = margin + titleLine * title.length;
  const top = captionTop + captionLine * caption.length + 10;
  const [width, height] = [inner + 2 * margin, top + innerHeight + margin];
  pen.fillStyle = theme.background;
  pen.fillRect(0, 0, width, height);
  title.forEach((line, i) => {
    drawText(pen, line, margin, margin + titleLine * i + 10, { font: titleFont, color: theme.foreground });
  });
  caption.forEach((line, i) => {
    drawText(pen, line, margin, captionTop + captionLine * i + 8, { font: captionFont, color: theme.quiet });
  });
  pen.save();
  pen.translate(margin, top);
  painter.draw(pen, inner, innerHeight);
  pen.restore();
  return { width, height };
}
