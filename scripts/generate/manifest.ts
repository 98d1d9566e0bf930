import { optimizers } from '../../core/optimizers/index.ts';
import { palette } from '../../core/optimizers/palette.ts';

/** package.json with the palette's slots as theme colours, each described by the optimizers that have it. */
export function withColors(manifest: string): string {
  const { contributes, ...rest } = JSON.parse(manifest);
  const colors = palette.map((defaults, slot) => ({
    id: `optimizerPlayground.run${slot}`,
    description: `Curve, path and label of ${namesOf(slot)}.`,
    defaults,
  }));
  return `${JSON.stringify({ ...rest, contributes: { ...contributes, colors } }, null, 2)}\n`;
}

function namesOf(slot: number): string {
  const names = optimizers.filter(({ color }) => color === slot).map(({ rule }) => rule.name);
  return names.length > 0 ? names.join(', ') : 'an optimizer whose own colour is taken';
}
