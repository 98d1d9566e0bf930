import { type Fault, faultAt } from '../../fault.ts';
import { didYouMean } from '../../rule/syntax/errors.ts';
import { entriesAt } from '../fields.ts';
import { didYouMeanField } from '../otherField.ts';
import { isRulePath } from '../ruleFiles.ts';
import { longestName } from '../suggest.ts';
import { findEntry } from '../tables.ts';

/** The most that are told. */
const most = 20;

/**
 * Names that stand for nothing: an optimizer, surface, data set or schedule that there isn't. The checks of an experiment
 * come to names only where all else has the right shape; while one is written, both are wanted at once.
 */
export function unknownNames(value: unknown): Fault[] {
  const faults: Fault[] = [];
  const look = (at: unknown, path: readonly PropertyKey[]) => {
    if (faults.length >= most) return;
    if (typeof at === 'string') {
      const entries = entriesAt(path);
      const ids = entries.map(({ id }) => id);
      const likely = at.length > longestName ? '' : didYouMean(at, ids);
      const field = path.at(-1);
      const other = field === 'surface' || field === 'data' ? didYouMeanField(field, at) : '';
      const isPath = field === 'optimizer' && isRulePath(at);
      if (entries.length > 0 && !isPath && !findEntry(entries, at))
        faults.push(faultAt(path, at, `one of ${ids.join(', ')}${likely}${other}`));
    } else if (Array.isArray(at)) {
      for (const [index, each] of at.slice(0, most).entries()) look(each, [...path, index]);
    } else if (typeof at === 'object' && at !== null) {
      for (const [key, each] of Object.entries(at).slice(0, most)) look(each, [...path, key]);
    }
  };
  look(value, []);
  return faults;
}
