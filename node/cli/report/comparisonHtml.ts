/** The report of a fair comparison, as its page. */
import path from 'node:path';
import type { ComparisonSheet } from '../../../core/fairComparison/comparisonSheet.ts';
import type { ComparisonSpec } from '../../../core/fairComparison/comparisonSpec.ts';
import { encodeMeasured } from '../../../core/race/numbers.ts';
import type { ShippedPlaces } from '../shippedPlaces.ts';
import { experimentFiles } from './experimentFiles.ts';
import { reportHtml } from './reportHtml.ts';

/** @param source The file of the experiment. */
export function comparisonHtml(
  { experiment }: ComparisonSpec,
  sheet: ComparisonSheet,
  source: string,
  { reports, version }: Pick<ShippedPlaces, 'reports' | 'version'>,
): Promise<string> {
  const facts = {
    ...{ title: sheet.title, version, madeAt: new Date(), source },
    files: experimentFiles(experiment, path.basename(source)),
  };
  return reportHtml('comparison', facts, encodeMeasured({ sheet }), reports);
}
