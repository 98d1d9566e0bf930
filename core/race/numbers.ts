import * as z from 'zod';

/** A typed array as it comes out of a message. */
export const numbersSchema = z.custom<Float64Array>((value) => value instanceof Float64Array);
