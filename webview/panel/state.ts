import type { Window } from '../../core/problems/surfaces/surface.ts';
import type { Debugged } from '../../core/protocol/debugged.ts';
import type { FromPanel, NumbersFormat, PictureFormat } from '../../core/protocol/fromPanel.ts';
import type { View } from '../shared/chart/scene.ts';
import type { Theme } from '../shared/theme.ts';
import type { Preview } from './data/preview.ts';
import type { RaceData } from './data/raceData.ts';
import type { RunData } from './data/runData.ts';
import type { Find, Found } from './sweep/finding.ts';
import type { Stage, ViewSettings } from './viewSettings.ts';

/** Everything a frame is drawn from. */
export interface PanelState {
  readonly race: RaceData;
  readonly settings: ViewSettings;
  /** Keys of the runs that the person has hidden. */
  readonly hidden: ReadonlySet<string>;
  /** Keys of all runs in the order in which their rows stay put; null sorts them anew. */
  readonly heldRows: readonly string[] | null;
  readonly rows: RowDrawing;
  readonly theme: Theme;
  readonly answerShown: boolean;
  /** What came of something that the person asked for; null where there is nothing to say. */
  readonly notice: string | null;
  /** Place of the crosshair, in the unit of the x axis. */
  readonly cursor: number | null;
  /** Key of the run that the person has picked, here or in the side bar. */
  readonly picked: string | null;
  /** Key of the run under the pointer or the keyboard's focus, or else of the picked one. */
  readonly highlighted: string | null;
  /** Where one of the runs stands in the debugger; null: none does. */
  readonly debugged: Debugged | null;
  /** Where the runs would go from the start that the person moves; null: nobody moves it. */
  readonly preview: Preview | null;
  /** Which runs the person looks at. */
  readonly found: Found;
  /** From where the person has opened some of the runs; null: from nowhere. */
  readonly wayBack: WayBack | null;
  /** Keys of the groups of which the single runs are shown. */
  readonly unfolded: ReadonlySet<string>;
  /** Width of the panel in CSS pixels. */
  readonly width: number;
  readonly place: Place;
}

/**
 * Where the page stands: among the editors; in a view, where there is little room beside what else a person looks at, and so no
 * landscape; or in a report, a file without the extension.
 */
export type Place = 'editor' | 'view' | 'report';

/** @param given What the element says that the page fills. */
export function placeOf(given: string | undefined): Place {
  return given === 'view' || given === 'report' ? given : 'editor';
}

/** What was on the stage, and which runs, before the person opened some of them. */
export interface WayBack extends Find {
  readonly stage: Stage;
}

/** What keeps the rows of the table where they are while it is among them. */
export type RowHolder = 'pointer' | 'focus';

/** What of the rows of the table is drawn with a frame, and on which elements. */
export interface RowDrawing {
  /** Of the table as a whole: another number than before where it is drawn anew. */
  readonly all: number;
  /** The same of one row. @param place Of the row in the table. */
  of(place: number): number;
  /** A number for the element of each row that is drawn with this frame. @param keys Of the rows, in their order. */
  slotsOf(keys: readonly string[]): ReadonlyMap<string, number>;
}

/** How a picture is to look. */
export interface PictureOptions {
  readonly format: PictureFormat;
  /** `light`: for paper, whatever the screen looks like. */
  readonly look: 'screen' | 'light';
}

/** What the person can do; every part of the panel gets these and nothing else. */
export interface PanelActions {
  post(message: FromPanel): void;
  set(change: Partial<ViewSettings>): void;
  toggleRun(run: RunData): void;
  /** Hides several runs or, where all are hidden, shows them again. */
  toggleRuns(runs: readonly RunData[]): void;
  /** Shows the single runs of a group, or its median again. */
  toggleGroup(group: string): void;
  /** Shows the median of each group. */
  foldGroups(): void;
  /** Takes one of chosen runs off the screen. */
  removeRun(run: RunData): void;
  showAllRuns(): void;
  /** Brings the runs that this finds into sight, and no others. */
  find(change: Partial<Find>): void;
  /** Shows the curves of the runs that a text finds, with a way back. */
  openRuns(text: string): void;
  goBack(): void;
  /** Picks a run; the picked one, or null, leaves none picked. A group is unfolded, or folded. */
  pick(run: string | null): void;
  showAnswer(shown: boolean): void;
  /** The pointer or the focus has come among the rows of the table, or has left them. */
  holdRows(by: RowHolder, held: boolean): void;
  moveCursor(to: number | null): void;
  /** Brings this of the chart's axes into view. */
  zoom(to: View): void;
  /** Brings this part of the landscape into view; null: all of it. */
  lookAt(part: Window | null): void;
  highlight(run: string | null): void;
  savePicture(options: PictureOptions): void;
  /** As PNG, to the clipboard. */
  copyPicture(look: PictureOptions['look']): void;
  /** Of a run or, by default, of all. */
  saveNumbers(format: NumbersFormat, run?: RunData): void;
  /** Something changed its size. */
  invalidate(): void;
}

/** Below this width cells and labels stand closer. */
export const narrowBelow = 720;

/**
 * What landscape and chart need side by side, in pixels: page margins, chart, gap and landscape. Below the other the
 * landscape leaves the chart this width at most, so that the chart never gets smaller where the panel gets wider.
 */
const margins = 40;
const widestInColumn = 780;
const gap = 24;
const narrowestLandscape = 160;
const besideFrom = margins + widestInColumn + gap + narrowestLandscape;

export function isNarrow({ width }: Pick<PanelState, 'width'>): boolean {
  return width < narrowBelow;
}

/** What decides how the page is laid out. */
export type Layout = Pick<PanelState, 'width' | 'race' | 'place'>;

/** Whether there are paths to be seen. */
export function hasLandscape({ race, place }: Omit<Layout, 'width'>): boolean {
  return race.surface !== undefined && place !== 'view';
}

/** Whether anybody is there to do what only the extension can. */
export function hasExtension({ place }: Pick<PanelState, 'place'>): boolean {
  return place !== 'report';
}

/** Whether steps of the runs can be computed again, to be looked at. */
export function canInspect({ race, place }: Pick<PanelState, 'race' | 'place'>): boolean {
  return race.isExperiment && hasExtension({ place });
}

/** Whether the landscape has room beside the chart. */
export function isBeside(layout: Layout): boolean {
  return hasLandscape(layout) && layout.width >= besideFrom;
}

/** Whether everything stands below each other, and the page scrolls. */
export function isColumn(layout: Layout): boolean {
  return isNarrow(layout) || (hasLandscape(layout) && !isBeside(layout));
}

/** Whether a view is so wide that the table stands beside the chart: it is hardly high, too. */
export function isSplit(layout: Pick<Layout, 'width' | 'place'>): boolean {
  return layout.place === 'view' && !isNarrow(layout);
}

/** Of a table that is higher than its view. */
const scrollbar = 16;

/** Width that the table has, in pixels. */
export function tableWidth(layout: Layout): number {
  if (isColumn(layout)) return layout.width;
  return (isSplit(layout) ? layout.width / 2 : layout.width) - scrollbar;
}

export function isHidden({ hidden }: PanelState, { key }: RunData): boolean {
  return hidden.has(key);
}

/** Those that the person looks at: found, whether hidden or not. */
export function listedRuns({ race, found }: Pick<PanelState, 'race' | 'found'>): readonly RunData[] {
  const { runs } = found;
  return runs === null ? race.runs : race.runs.filter(({ key }) => runs.has(key));
}

export function visibleRuns(state: PanelState): RunData[] {
  return listedRuns(state).filter((run) => !isHidden(state, run));
}
