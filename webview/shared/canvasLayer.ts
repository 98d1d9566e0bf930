/** A canvas as large as what it lies in, drawn on in CSS pixels. */
export class CanvasLayer {
  readonly canvas = document.createElement('canvas');
  #width = 0;
  #height = 0;
  #ratio = 0;

  /**
   * Makes it as large as this; what was drawn is gone where that changes anything.
   * @returns Whether it did.
   */
  resize(width: number, height: number): boolean {
    const ratio = window.devicePixelRatio;
    if (width === this.#width && height === this.#height && ratio === this.#ratio) return false;
    this.#width = width;
    this.#height = height;
    this.#ratio = ratio;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return true;
  }

  clear(): void {
    this.context.clearRect(0, 0, this.#width, this.#height);
  }

  get context(): CanvasRenderingContext2D {
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('The page needs a canvas to draw on, and there is none.');
    return context;
  }
}
