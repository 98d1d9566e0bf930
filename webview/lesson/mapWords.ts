/** What is said below a map, beside what its page says, too. */
import { formatNumber } from '../../core/format.ts';
import type { MapTheory } from '../../core/map/mapTheory.ts';
import { type MapPart, type MapState, settingOf } from '../shared/map/mapState.ts';
import { cellText } from '../shared/map/valueText.ts';
import { lowerFirst, words } from '../shared/map/words.ts';

export const mapWords = {
  run: 'Run in Panel',
  open: 'Open as Map',
  hint: 'Arrow keys go from run to run, with Shift by ten. Space holds one, Enter runs it in the panel, Escape goes back to the best.',
  hintAlone:
    'Arrow keys go from run to run, with Shift by ten. Space holds one, Escape goes back to the best.',
  line: ({ about, equation }: MapTheory) => `White line: ${lowerFirst(words.theory[about])}, ${equation}.`,
  stopped: 'Interrupted: the rest is not computed. Run the cell again for all.',
  stoppedAlone: 'Interrupted: the rest is not computed.',
} as const;

/** `Run that is held: learning rate 0.0100, momentum 0.900. Loss ≤ 1, for good: from step 44. Loss at the end: 1.59e-8.` */
export function cellSentence(state: MapState, { grid, columns, rows }: MapPart, cell: number): string {
  const { pointed, isHeld, map, theory } = state;
  const title = pointed === null ? words.theBest : isHeld ? words.held : words.pointed;
  const [column, row] = [cell % grid.columns, Math.floor(cell / grid.columns)];
  const named = (cells: MapPart['columns'], index: number) => {
    const setting = settingOf(state, cells.axis.setting);
    const name = lowerFirst(setting?.label ?? cells.axis.setting);
    return `${name} ${cellText(cells, index, setting?.isWhole ?? false)}`;
  };
  const rate = theory?.rates[columns.axis.setting === 'lr' ? row : column];
  const limit = rate === undefined ? '' : ` ${words.largestRate}: ${formatNumber(rate, 3)}.`;
  const said = scoreSentences(grid.scoreOf(cell), map?.target ?? null);
  return `${title}: ${named(columns, column)}, ${named(rows, row)}. ${said}${limit}`;
}

function scoreSentences(score: ReturnType<MapPart['grid']['scoreOf']>, target: number | null): string {
  if (!score) return 'Not computed yet.';
  const { final, forGood, divergedAt } = score;
  if (Number.isNaN(final)) return `${words.divergedAt}: ${words.step(divergedAt)}.`;
  const when = forGood > 0 ? words.fromStep(forGood) : words.neverShort;
  const reached = target === null ? '' : `${words.forGood(target)}: ${when}. `;
  return `${reached}${words.final}: ${formatNumber(final, 3)}.`;
}
