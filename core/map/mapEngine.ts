/** Where the cells of a part of a map are computed. */
export interface MapEngine {
  readonly kind: 'cpu' | 'gpu';
  /** The name of the GPU, also where the processor does what it left; null where it has computed nothing. */
  readonly device: string | null;
  /** Why there, as a clause; null where nothing else was a question. */
  readonly reason: string | null;
  /** On the processor: of a part that is computed in another precision than the whole map, or one that the map asks for. */
  readonly precision?: 'float64' | 'float32';
}
