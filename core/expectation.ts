/** What zod finds wrong, in our words: what a message says after "expected". `safeParse` takes it as `error`. */
import * as z from 'zod';
import { didYouMean } from './rule/syntax/errors.ts';

export function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeName(issue);
    case 'invalid_value':
      return issue.values.map((each) => JSON.stringify(each)).join(' or ');
    case 'too_small':
      return limit(issue, issue.inclusive ? 'at least' : 'above', issue.minimum);
    case 'too_big':
      return limit(issue, issue.inclusive ? 'at most' : 'below', issue.maximum);
    case 'unrecognized_keys':
      return nameOf(issue);
    default:
      // zod's own words.
      return undefined;
  }
}

/** Of the first key that is not known. */
function nameOf({ keys: [key = ''], schema }: z.core.$ZodRawIssue<z.core.$ZodIssueUnrecognizedKeys>): string {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return `one of ${known.join(', ')}${didYouMean(key, known)}`;
}

function typeName(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  const { expected, input } = issue;
  switch (expected) {
    case 'array':
    case 'tuple':
      return typeof input === 'number' ? `a list, such as [${input}]` : 'a list';
    case 'int':
    case 'number':
      // NaN and infinities are numbers, too.
      return typeof input === 'number' && expected === 'number' ? 'a finite number' : numberName(issue);
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    case 'object':
    case 'record':
      return 'an object';
    default:
      return `a ${expected}`;
  }
}

type LimitIssue = z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>;

/** `a number above 0`, `a list with at least 1 entry`. */
function limit(issue: LimitIssue, relation: string, bound: number | bigint): string {
  if (issue.origin === 'array')
    return `a list with ${relation} ${bound} ${bound === 1 ? 'entry' : 'entries'}`;
  if (issue.origin === 'string') return `text of ${relation} ${bound} characters`;
  return `${numberName(issue)} ${relation.startsWith('at') ? 'of ' : ''}${relation} ${bound}`;
}

function numberName({ schema }: { readonly schema?: z.core.$ZodType | undefined }): string {
  return schema instanceof z.ZodNumber && schema.isInt ? 'a whole number' : 'a number';
}
