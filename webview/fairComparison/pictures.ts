/** The pictures of the report: each chart of each problem, light as on paper, as the text of an SVG file. */
import { drawChart } from '../shared/chart/drawChart.ts';
import { drawText, fonts } from '../shared/chart/drawText.ts';
import type { Scene } from '../shared/chart/scene.ts';
import { BandCurves } from '../shared/comparison/bandCurves.ts';
import type { Pen } from '../shared/pen.ts';
import { lightTheme } from '../shared/picture/lightTheme.ts';
import { svgHelp } from '../shared/picture/svgHelp.ts';
import { wrapText } from '../shared/picture/wrapText.ts';
import { SvgPen } from '../shared/svgPen.ts';
import { drawTuning } from '../shared/sweep/drawTuning.ts';
import { leastHeight } from '../shared/sweep/tuningLayout.ts';
import { type Caption, curvesCaption, profileCaption, trialsCaption, tuningCaption } from './captions.ts';
import { curvesScene, profileScene, trialsScene } from './chartScenes.ts';
import { type ComparisonState, lookingAtAll, type Shown, shownOf } from './comparisonState.ts';
import { tuningScene } from './tuningScene.ts';

export interface ReportPicture {
  /** Of its file, without its end. */
  readonly name: string;
  readonly svg: string;
}

const size = { width: 760, height: 420 };
/** Narrower: four panels stand two by two, with room for their names. */
const tuningWidth = 640;
const margin = 20;
const captionLine = 16;
/** A line of names at the ends of curves. */
const nameLine = 18;
/** As many as a report takes. */
const mostPictures = 40;

export function reportPictures(state: ComparisonState): readonly ReportPicture[] {
  const wide = {
    ...state,
    ...{ theme: lightTheme(state.theme), highlighted: null, looking: lookingAtAll, width: size.width },
  };
  const { problems } = wide.sheet ?? { problems: [] };
  const all = problems.flatMap((_, problem) => {
    const shown = shownOf({ ...wide, choices: { ...wide.choices, problem } });
    return shown ? picturesOf(shown, problems.length > 1 ? `-${problem + 1}` : '') : [];
  });
  const first = shownOf(wide);
  const profile = first && profileScene(first);
  const over = first && profile ? [chartPicture('profile', profile, profileCaption(first))] : [];
  return [...over, ...all].slice(0, mostPictures);
}

/** @param end Of the names of the files. */
function picturesOf(shown: Shown, end: string): ReportPicture[] {
  const bands = new BandCurves();
  const [curves, trials] = [curvesScene(shown, bands), trialsScene(shown, bands)];
  return [
    ...(curves ? [chartPicture(`curves${end}`, curves, curvesCaption(shown))] : []),
    tuningPicture(`tuning${end}`, shown),
    ...(trials ? [chartPicture(`best-so-far${end}`, trials, trialsCaption(shown))] : []),
  ];
}

/** With all names at the ends of the lines: it has no table beside it. */
function chartPicture(name: string, scene: Scene, caption: Caption): ReportPicture {
  const height = Math.max(size.height, nameLine * (scene.lines.length + 3));
  return pictureOf(name, scene.theme, caption, { ...size, height }, (pen) =>
    drawChart(pen, { ...scene, direct: true }, size.width, height, true),
  );
}

function tuningPicture(name: string, shown: Shown): ReportPicture {
  const scene = tuningScene(shown, false);
  const height = Math.max(size.height, leastHeight(scene, tuningWidth));
  const plot = { width: tuningWidth, height };
  return pictureOf(name, scene.theme, tuningCaption(shown), plot, (pen) =>
    drawTuning(pen, scene, tuningWidth, height),
  );
}

function pictureOf(
  name: string,
  theme: Scene['theme'],
  { title, text }: Caption,
  { width, height }: { readonly width: number; readonly height: number },
  draw: (pen: Pen) => void,
): ReportPicture {
  const pen = new SvgPen(svgHelp());
  const font = fonts.text(theme, 11);
  const lines = wrapText(pen, `${title}: ${text}`, font, width);
  const top = margin + captionLine * lines.length + 8;
  const whole = { width: width + 2 * margin, height: top + height + margin };
  pen.fillStyle = theme.background;
  pen.fillRect(0, 0, whole.width, whole.height);
  lines.forEach((line, i) => {
    drawText(pen, line, margin, margin + captionLine * i + 8, { font, color: theme.quiet });
  });
  pen.save();
  pen.translate(margin, top);
  draw(pen);
  pen.restore();
  return { name, svg: pen.file(whole.width, whole.height, title) };
}
