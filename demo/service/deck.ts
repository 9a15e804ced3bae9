/** Deals the cards in random order and shuffles again when they are through: shares are exact, the order is not known. */
export function deck<T>(cards: readonly T[], random: () => number = Math.random): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) {
      left = [...cards];
      for (let index = left.length - 1; index > 0; index--) {
        const other = Math.floor(random() * (index + 1));
        [left[index], left[other]] = [left[other], left[index]];
      }
    }
    const [card] = left.splice(-1);
    return card;
  };
}
