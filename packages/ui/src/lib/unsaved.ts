/** Somebody who holds what was typed and not saved, and asks before it is dropped. */
export type Guard = { ask: (go: () => void) => void };

const guards: Guard[] = [];

/** Stands in the way until the returned function is called; the newest is asked. */
export function standGuard(guard: Guard): () => void {
  guards.push(guard);
  return () => {
    guards.splice(guards.indexOf(guard), 1);
  };
}

/** Goes on at once where nothing would be lost, else when the person says so. For whatever leaves without a link. */
export function leave(go: () => void): void {
  const guard = guards.at(-1);
  if (guard) guard.ask(go);
  else go();
}
