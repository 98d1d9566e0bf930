/** The program of the thread that tests a rule: it computes for seconds, in which the extension host must answer. */
import { parseRule } from '../../core/rule/parseRule.ts';
import { ruleTests } from '../../core/ruleTests/index.ts';
import type { ThreadPort } from '../machine.ts';
import type { FromRuleTestWorker, RuleTestRequest } from './ruleTestThread.ts';

export function testRule(port: ThreadPort, { text, ids }: RuleTestRequest): void {
  const rule = parseRule(text, 'rule');
  for (const id of ids) {
    const start = performance.now();
    const result: FromRuleTestWorker = { id, ...ruleTests[id](rule), took: performance.now() - start };
    port.postMessage(result);
  }
  port.close();
}
