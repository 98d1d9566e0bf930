/** The entry of the report of a map: as below a cell of a lesson, in a file without the extension. */
import type { MapOutput } from '../../core/lesson/mapOutput.ts';
import { MapCellView } from '../lesson/mapCellView.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { onThemeChange } from '../shared/theme.ts';
import { followSystem } from './followSystem.ts';
import { reportData, tellFault } from './reportData.ts';

followSystem();
reportErrors(({ message }) => tellFault(message));
const { text, root } = reportData();
const view = new MapCellView(root, JSON.parse(text) as MapOutput, null);
onThemeChange(() => view.onThemeChange());
