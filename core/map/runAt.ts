import { type MappedRun, withSetting } from '../experiment/map/mapSettings.ts';
import type { MapSpec } from './mapSpec.ts';

/** A run of the map. */
export function runAt({ run, rows, x, y }: MapSpec, atX: number, atY: number): MappedRun {
  const size = rows ?? undefined;
  const across: Setting = [x.setting, atX];
  const up: Setting = [y.setting, atY];
  // The start of a valley moves with its condition, unless it is given.
  const [first, second] = y.setting === 'condition' ? [up, across] : [across, up];
  return withSetting(withSetting(run, ...first, size), ...second, size);
}

type Setting = readonly [name: string, value: number];
