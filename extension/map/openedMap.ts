/** What the page is told of a map before any of its runs is computed. */

import type { LessonTopic } from '../../core/debug/inspector/lessonTopics.ts';
import type { DataShape } from '../../core/experiment/dataShape.ts';
import type { MapSetting } from '../../core/experiment/map/mapSettings.ts';
import { trainsOnData } from '../../core/experiment/modelProblem.ts';
import { surfaceOf } from '../../core/experiment/surfaceOf.ts';
import { formatNumber } from '../../core/format.ts';
import { minimaOf } from '../../core/map/basins.ts';
import type { MapOptimizer } from '../../core/map/mapFacts.ts';
import { type MapSpec, settingsOfMap } from '../../core/map/mapSpec.ts';
import { optimizerOfMap, titleOfMap } from '../../core/map/mapTitle.ts';
import { largestRateOf } from '../../core/map/stabilityBound.ts';
import type { MapPlace, OpenedMap } from '../../core/protocol/map.ts';
import { looksOf } from '../../core/race/colors.ts';

/**
 * @param optimizers Those that it could be of. Default: its own.
 * @param grows Which axes may become wider. Default: both.
 */
export function openedMap(
  spec: MapSpec,
  place: MapPlace,
  shape: DataShape | undefined,
  optimizers: readonly MapOptimizer[] = [{ name: spec.run.optimizer, label: optimizerOfMap(spec) }],
  grows: OpenedMap['grows'] = { x: true, y: true },
): OpenedMap {
  const { run, target, x, y } = spec;
  const isOnData = trainsOnData(run.problem);
  return {
    ...{ type: 'opened', place, target, steps: run.steps, x, y },
    title: titleOfMap(spec, shape),
    color: looksOf([run.optimizer])[0]?.home ?? 0,
    start: startOf(spec),
    engine: `CPU, ${isOnData && run.engine !== 'float64' ? 'float32' : 'float64'}`,
    settings: settingsOfMap(spec).map(withoutInfinity),
    ...{ optimizer: run.optimizer, optimizers, grows, topic: topicOf(spec), minima: minimaOf(spec) },
  };
}

/** Messages are JSON, which has no infinite numbers. */
function withoutInfinity(setting: MapSetting): MapSetting {
  const { min, max } = setting.range;
  const finite = (end: number) => Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, end));
  return { ...setting, range: { ...setting.range, min: finite(min), max: finite(max) } };
}

/** The lesson about what the axes are. */
function topicOf({ run, x, y }: MapSpec): LessonTopic | null {
  const axes = [x.setting, y.setting];
  if (axes.includes('batch_size') && axes.includes('lr')) return 'batchSize';
  if (axes.includes('momentum') && largestRateOf(run) !== null) return 'stability';
  if (axes.includes('weight_decay')) return 'weightDecay';
  return axes.includes('beta2') || axes.includes('alpha') ? 'adaptiveRates' : null;
}

function startOf({ run: { problem }, x, y }: MapSpec): string | null {
  const surface = surfaceOf(problem);
  const changes = [x, y].some(({ setting }) => setting.startsWith('start_') || setting === 'condition');
  if (!surface || trainsOnData(problem) || changes) return null;
  const [a, b] = problem.start ?? surface.start;
  return `(${[a, b].map((each) => String(Number(formatNumber(each)))).join(', ')})`;
}
