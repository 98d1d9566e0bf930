/** Whether a value can be an experiment at all, before anything else looks at what is in it. */
import { type Fault, faultAt, type Path } from '../fault.ts';

/** Far above any real experiment, so that a hostile one can't exhaust memory, stack or time. */
const bounds = {
  /** How deep lists and objects nest. */
  depth: 16,
  /** Values in all. */
  values: 200_000,
  /** Characters of a text. */
  text: 10_000,
} as const;

interface Place {
  readonly value: unknown;
  readonly path: Path;
}

/** The first thing that is too much, or a name that no field can have: `__proto__` means something else to JavaScript. */
export function checkBounds(experiment: unknown): Fault | null {
  const places: Place[] = [{ value: experiment, path: [] }];
  let seen = 0;
  for (let place = places.pop(); place; place = places.pop()) {
    const fault = faultOf(place);
    if (fault) return fault;
    const { value, path } = place;
    if (typeof value !== 'object' || value === null) continue;
    const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
    seen += keys.length;
    if (seen > bounds.values) return tooMany;
    // As the last place is taken first, what comes first is told first.
    for (const key of keys.reverse()) places.push({ value: Reflect.get(value, key), path: [...path, key] });
  }
  return null;
}

const tooMany: Fault = {
  path: [],
  message: `experiment has more than ${bounds.values.toLocaleString('en')} values — expected fewer`,
};

function faultOf({ value, path }: Place): Fault | null {
  if (path.at(-1) === '__proto__') return faultAt(path, value, 'no field of this name');
  if (typeof value === 'string' && value.length > bounds.text)
    return faultAt(path, value, `text of at most ${bounds.text.toLocaleString('en')} characters`);
  const nests = typeof value === 'object' && value !== null;
  return nests && path.length >= bounds.depth
    ? faultAt(path, value, `nesting of at most ${bounds.depth}`)
    : null;
}
