import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Finds the folder of an installed package on disk. By hand, not by `require.resolve`, because a bundler would
 * rewrite that, and what we need from these packages are files: a browser and fonts.
 * @param from a folder inside the repository or an app; the workspace package that owns the dependency is tried too
 */
export function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const owner = join(folder, 'node_modules', '@portfolio', 'platform');
    const candidates = [
      join(folder, 'node_modules', name),
      join(folder, 'packages', 'platform', 'node_modules', name),
      ...(existsSync(owner) ? [join(realpathSync(owner), 'node_modules', name)] : []),
    ];
    const found = candidates.find((candidate) => existsSync(join(candidate, 'package.json')));
    if (found) return realpathSync(found);
    if (dirname(folder) === folder) return undefined;
  }
}
