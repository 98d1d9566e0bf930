/**
 * What several programs print at the same time, one after the other: the first to begin is printed as it comes, the others
 * wait until it has ended.
 * @param {(text: string) => void} print
 */
export function takeTurns(print) {
  /** @type {{ waiting: string, ended: boolean }[]} */
  const turns = [];
  const next = () => {
    for (let [turn] = turns; turn; [turn] = turns) {
      if (turn.waiting) print(turn.waiting);
      turn.waiting = '';
      if (!turn.ended) return;
      turns.shift();
    }
  };
  return {
    /** Prints all that waits, where nobody waits for the end. */
    flush() {
      for (const turn of turns) {
        if (turn.waiting) print(turn.waiting);
        turn.waiting = '';
      }
    },
    /** Takes a place at the end. */
    begin() {
      const turn = { waiting: '', ended: false };
      turns.push(turn);
      return {
        /** @param {string} text */
        write(text) {
          turn.waiting += text;
          if (turn === turns[0]) next();
        },
        end() {
          turn.ended = true;
          next();
        },
      };
    },
  };
}
