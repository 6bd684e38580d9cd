declare global {
  var portfolio: Map<string, unknown> | undefined;
}

/**
 * One instance a process, also where a bundler holds two copies of a module (Next builds pages and route handlers
 * apart). The cast is safe because a name is used by one maker only.
 */
export const once = <T>(name: string, make: () => T): T => {
  globalThis.portfolio ??= new Map();
  if (!globalThis.portfolio.has(name)) globalThis.portfolio.set(name, make());
  return globalThis.portfolio.get(name) as T;
};

/** What `once` made under this name, if it has. */
export const made = <T>(name: string): T | undefined => globalThis.portfolio?.get(name) as T | undefined;
