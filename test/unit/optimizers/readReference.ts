import { readFileSync } from 'node:fs';

/** A file of test/reference, taken to have the shape that its README describes. */
export function readReference<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(new URL(`../../reference/${path}`, import.meta.url), 'utf8'));
}
