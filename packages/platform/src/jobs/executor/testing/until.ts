/** Waits for what a test is about; rejects when it does not come in time. */
export const until = async <T>(
  look: () => Promise<T | undefined | false | null>,
  withinMs = 10_000,
): Promise<T> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error('it did not come');
    await new Promise((done) => setTimeout(done, 20));
  }
};
