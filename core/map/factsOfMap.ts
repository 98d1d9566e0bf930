/** What people are told of a map, of what it is made of. */
import type { LessonTopic } from '../debug/inspector/lessonTopics.ts';
import type { DataShape } from '../experiment/dataShape.ts';
import type { MapSetting } from '../experiment/map/mapSettings.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import { formatNumber } from '../format.ts';
import { looksOf } from '../race/colors.ts';
import { minimaOf } from './basins.ts';
import type { MapFacts, MapOptimizer } from './mapFacts.ts';
import { type MapSpec, settingsOfMap } from './mapSpec.ts';
import { optimizerOfMap, titleOfMap } from './mapTitle.ts';
import { largestRateOf } from './stabilityBound.ts';

/**
 * @param optimizers Those that it could be of. Default: its own.
 * @param grows Which axes may become wider. Default: both.
 */
export function factsOfMap(
  spec: MapSpec,
  shape: DataShape | undefined,
  optimizers: readonly MapOptimizer[] = [{ name: spec.run.optimizer, label: optimizerOfMap(spec) }],
  grows: MapFacts['grows'] = { x: true, y: true },
): MapFacts {
  const { run, target, x, y } = spec;
  const isSingle = trainsOnData(run.problem) ? run.engine !== 'float64' : spec.precision === 'float32';
  return {
    ...{ target, steps: run.steps, x, y },
    title: titleOfMap(spec, shape),
    color: looksOf([run.optimizer])[0]?.home ?? 0,
    start: startOf(spec),
    engine: `CPU, ${isSingle ? 'float32' : 'float64'}`,
    settings: settingsOfMap(spec).map(withoutInfinity),
    ...{ optimizer: run.optimizer, optimizers, grows, topic: topicOf(spec), minima: minimaOf(spec) },
  };
}

/** What is told goes through JSON, which has no infinite numbers. */
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
