/** The entry of the report of a race: the panel's page, in a file without the extension. */
import '../shared/strictZod.ts';
import { Panel } from '../panel/panel.ts';
import { readViewSettings } from '../panel/viewSettings.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { followSystem } from './followSystem.ts';
import { readRace } from './readRace.ts';
import { reportData, tellFault } from './reportData.ts';

followSystem();
reportErrors(({ message }) => tellFault(message));
const { text, root } = reportData();
const panel = new Panel(
  root,
  // What it tells the extension, such as which run is picked, it knows itself.
  { post() {}, save() {}, fail: tellFault },
  readViewSettings(null),
);
panel.receive({ type: 'snapshot', race: readRace(text) });
