/** The texts with which what a report shows is run again: the experiment, and rules of people's own. */
import type { DataShape } from '../../../core/experiment/dataShape.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { experimentText } from '../../../core/experiment/text/experimentText.ts';
import type { ReportFacts } from './reportHtml.ts';

export function experimentFiles(
  experiment: Experiment,
  name: string,
  shape?: DataShape,
): ReportFacts['files'] {
  const rules = new Map(
    experiment.optimizers.flatMap(({ optimizer, rule }) =>
      rule?.text === undefined ? [] : [[optimizer, rule.text] as const],
    ),
  );
  return [
    { name, text: experimentText(experiment, shape) },
    ...Array.from(rules, ([name, text]) => ({ name, text })),
  ];
}
