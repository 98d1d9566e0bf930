/** From what an experiment says of an axis to the axis, or to what is wrong with it. */
import { type Fault, faultAt, type Path } from '../../fault.ts';
import { didYouMean } from '../../rule/syntax/errors.ts';
import { faultOfAxis, type MapAxis, type MapScale } from './mapAxis.ts';
import type { AxisChoice } from './mapSchema.ts';
import { expectedOf, type MapSetting } from './mapSettings.ts';

export function settingName(choice: AxisChoice): string {
  return typeof choice === 'string' ? choice : choice.setting;
}

/**
 * @param settings Those that the run has.
 * @param path Where the choice stands.
 */
export function axisOfChoice(
  choice: AxisChoice,
  settings: readonly MapSetting[],
  path: Path,
): { readonly axis: MapAxis } | { readonly fault: Fault } {
  const name = settingName(choice);
  const own = typeof choice === 'string' ? { setting: choice } : choice;
  const setting = settings.find((each) => each.name === name);
  if (!setting) {
    const names = settings.map((each) => each.name);
    const at = typeof choice === 'string' ? path : [...path, 'setting'];
    return { fault: faultAt(at, name, `one of ${names.join(', ')}${didYouMean(name, names)}`) };
  }
  const scale = own.scale ?? setting.axis.scale;
  const { from, to } = { ...rangeOn(scale, setting), ...given(own) };
  const wrongEnd = (['from', 'to'] as const).find((end) => expectedOf(setting, { from, to }[end]) !== null);
  if (wrongEnd) {
    const value = { from, to }[wrongEnd];
    return { fault: faultAt([...path, wrongEnd], value, expectedOf(setting, value) ?? '') };
  }
  const axis: MapAxis = { setting: name, scale, from, to };
  const wrong = faultOfAxis(axis);
  return wrong ? { fault: faultAt([...path, wrong.field], axis[wrong.field], wrong.expected) } : { axis };
}

function given({ from, to }: { from?: number | undefined; to?: number | undefined }): Partial<MapAxis> {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** The setting's own range, as far as the scale has it. */
function rangeOn(scale: MapScale, { axis }: MapSetting): Pick<MapAxis, 'from' | 'to'> {
  const { from, to } = axis;
  if (scale === 'log' && from <= 0) return { from: to > 0 ? to / 1000 : from, to };
  if (scale === 'one minus log' && to >= 1) return { from, to: Math.max(0.999, (from + 1) / 2) };
  return { from, to };
}
