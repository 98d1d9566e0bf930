/**
 * The sum of the last few of numbers that keep coming. Nothing is ever subtracted: where losses fall by many decades, what
 * is left of a large one after a subtraction would be larger than the small ones. Two stacks make a queue: each number is
 * added twice, however many there are.
 */
export class MovingSum {
  /** Numbers that came since the older ones were turned over. */
  #newer: number[] = [];
  #newerSum = 0;
  /** Of the older ones: the sum of each with all that came after it; the oldest is the last. */
  #older: number[] = [];

  get count(): number {
    return this.#older.length + this.#newer.length;
  }

  get sum(): number {
    return (this.#older.at(-1) ?? 0) + this.#newerSum;
  }

  push(value: number): void {
    this.#newer.push(value);
    this.#newerSum += value;
  }

  /** Takes the oldest one away. */
  shift(): void {
    if (this.#older.length === 0) {
      let sum = 0;
      for (let value = this.#newer.pop(); value !== undefined; value = this.#newer.pop()) {
        sum += value;
        this.#older.push(sum);
      }
      this.#newerSum = 0;
    }
    this.#older.pop();
  }
}
