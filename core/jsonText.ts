/** JSON as people write it: in one line where that is short, else a line for each part; numbers fill lines. */

const width = 100;

/** `{ "surface": "valley" }` */
export function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = fieldsOf(value).map(([key, each]) => `${JSON.stringify(key)}: ${oneLine(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** With a line for each field, whatever room they need. */
export function jsonText(value: object): string {
  return `${lines(value, '')}\n`;
}

function layOut(value: unknown, indent: string, before: number): string {
  const line = oneLine(value);
  const isNested = typeof value === 'object' && value !== null;
  return isNested && before + line.length > width ? lines(value, indent) : line;
}

function lines(value: object, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const isFlat = value.every((each) => typeof each !== 'object');
    const parts = value.map((each) => layOut(each, inner, inner.length));
    return `[\n${isFlat ? filled(parts, inner) : parts.map((part) => inner + part).join(',\n')}\n${indent}]`;
  }
  const fields = fieldsOf(value).map(([key, each]) => {
    const name = `${inner}${JSON.stringify(key)}: `;
    return name + layOut(each, inner, name.length);
  });
  return `{\n${fields.join(',\n')}\n${indent}}`;
}

/** As many to a line as there is room for. */
function filled(parts: readonly string[], indent: string): string {
  const made: string[] = [];
  for (const [index, part] of parts.entries()) {
    const next = index === parts.length - 1 ? part : `${part},`;
    const last = made.at(-1);
    if (last !== undefined && last.length + 1 + next.length <= width)
      made[made.length - 1] = `${last} ${next}`;
    else made.push(indent + next);
  }
  return made.join('\n');
}

function fieldsOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, each]) => each !== undefined);
}
