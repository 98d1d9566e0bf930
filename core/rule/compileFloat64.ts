import type { Kernel } from './kernel.ts';
import type { Rule } from './rule.ts';
import { javascriptSource } from './targets/javascript.ts';

/** A rule as a kernel in double precision. Safe for rules from anywhere: see the JavaScript target. */
export function compileFloat64(rule: Rule): Kernel {
  const createMethods = new Function(javascriptSource(rule)) as () => Pick<Kernel, 'update' | 'lookAhead'>;
  return {
    createState: (size) => rule.state.map(() => new Float64Array(size)),
    ...createMethods(),
  };
}
