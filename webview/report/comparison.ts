/** The entry of the report of a fair comparison: its page, in a file without the extension. */
import type { ComparisonReport } from '../../core/protocol/report.ts';
import { startComparison } from '../fairComparison/comparisonPage.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { followSystem } from './followSystem.ts';
import { reportData, tellFault } from './reportData.ts';

followSystem();
reportErrors(({ message }) => tellFault(message));
const { text, root } = reportData();
const { sheet } = JSON.parse(text) as ComparisonReport;
// Where its races are kept matters to the extension alone.
const place = { experiment: null, csvFolder: null, looks: [1], races: [] };
const take = startComparison(root, { post() {}, keep() {}, kept: null, hasExtension: false });
take({ type: 'sheet', sheet, place });
