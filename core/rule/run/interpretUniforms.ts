/** What a step needs to know before it starts, computed without generating code, which a webview doesn't allow. */
import { evaluate } from '../plan/evaluate.ts';
import type { Stage } from '../plan/stage.ts';
import type { ResolvedRule } from '../syntax/rule.ts';
import { valueIn } from './kernel.ts';
import type { WriteUniforms } from './uniforms.ts';

/** Does what the function from `compileUniforms` does, to the same digits. */
export function interpretUniforms(rule: ResolvedRule, stage: Stage): WriteUniforms {
  return (hyperparameters, scalars, step, uniforms) => {
    const values = new Map<string, number>([['t', step]]);
    for (const { name } of rule.hyperparameters) values.set(name, valueIn(hyperparameters, name));
    for (const [index, { name }] of rule.scalars.entries()) values.set(name, scalars[index] ?? Number.NaN);
    const find = (name: string) => values.get(name) ?? Number.NaN;
    for (const { target, value } of stage.perStep) {
      values.set(
        target,
        evaluate(value, (node) => (node.kind === 'name' ? find(node.name) : Number.NaN)),
      );
    }
    for (const [index, name] of stage.uniforms.entries()) uniforms[index] = find(name);
    for (const { index, name } of stage.scalars) scalars[index] = find(name);
  };
}
