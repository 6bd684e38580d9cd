/** Somebody who holds what was typed and not saved, and asks before it is dropped. */
export type Guard = { ask: (go: () => void) => void };

const guards: Guard[] = [];

type OnPop = (event: PopStateEvent) => void;
let onPop: OnPop | null = null;

// On the window listeners are called in the order in which they came, and only one that stands before the router's can
// keep it from drawing another page. So this one is there from the first.
if (typeof window !== 'undefined') window.addEventListener('popstate', (event) => onPop?.(event), true);

/** Hears of back and forward before the router does, until the returned function is called. */
export function hearPopFirst(handler: OnPop): () => void {
  onPop = handler;
  return () => {
    if (onPop === handler) onPop = null;
  };
}

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
