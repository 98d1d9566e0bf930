/**
 * Fields that a validator doesn't ask for: what Kubernetes' schemas know is looked at by them, and what they don't know they let pass,
 * as `kubectl` does not.
 */
export function unknownFields(value: unknown, validate: (value: unknown) => void): readonly string[] {
  const asked = new Set<string>();
  validate(watched(value, '', asked));
  return pathsOf(value, '').filter((path) => !asked.has(path));
}

/** Notes the path of each property that is read. */
function watched(value: unknown, path: string, asked: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof name === 'symbol' || !Object.hasOwn(target, name)) return found;
      asked.add(`${path}/${name}`);
      return watched(found, `${path}/${name}`, asked);
    },
  });
}

function pathsOf(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    `${path}/${name}`,
    ...pathsOf(inner, `${path}/${name}`),
  ]);
}
