/** What the page is told of a map before any of its runs is computed. */
import type { DataShape } from '../../core/experiment/dataShape.ts';
import { factsOfMap } from '../../core/map/factsOfMap.ts';
import type { MapOptimizer } from '../../core/map/mapFacts.ts';
import type { MapSpec } from '../../core/map/mapSpec.ts';
import type { MapPlace, OpenedMap } from '../../core/protocol/map.ts';

/**
 * @param optimizers Those that it could be of. Default: its own.
 * @param grows Which axes may become wider. Default: both.
 */
export function openedMap(
  spec: MapSpec,
  place: MapPlace,
  shape: DataShape | undefined,
  optimizers?: readonly MapOptimizer[],
  grows?: OpenedMap['grows'],
): OpenedMap {
  return { type: 'opened', place, ...factsOfMap(spec, shape, optimizers, grows) };
}
