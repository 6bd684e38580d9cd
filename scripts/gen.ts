// npm run gen domain <app|platform> <name> [singular]: the skeleton of a domain with a passing test, wired in.
// npm run gen migration <name>: the migration that the tables in packages/db/src/schema ask for.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Names, namesOf } from './gen/names.ts';
import { skeleton } from './gen/skeleton.ts';
import { root } from './lib.ts';
import { run } from './run.ts';

const written: string[] = [];

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  written.push(path);
};

/** Puts `text` before the first place that matches; says which file to wire by hand where there is none. */
const insertBefore = (path: string, place: RegExp, text: string): void => {
  const old = readFileSync(join(root, path), 'utf8');
  const at = old.search(place);
  if (at < 0) throw new Error(`${path} has no place like ${place}: wire it by hand.`);
  write(path, old.slice(0, at) + text + old.slice(at));
};

const wireApp = ({ app, domain, Domain }: Names): void => {
  const server = `apps/${app}/src/server/app.ts`;
  const imports = [
    `import { ${domain}Jobs } from '@/features/${domain}/jobs.ts';`,
    `import { ${domain}Router } from '@/features/${domain}/router.ts';`,
    `import { ${Domain}Service } from '@/features/${domain}/service.ts';`,
  ];
  insertBefore(server, /^\nconst make = /m, `${imports.join('\n')}\n`);
  insertBefore(
    server,
    /^ {2}const appRouter = /m,
    `  const ${domain} = new ${Domain}Service({ db: platform.ports.db, origin: platform.env.origins.${app} });\n`,
  );
  insertBefore(server, /(?<=\.\.\.platformRouters\(platform\))/, `, ${domain}: ${domain}Router(${domain})`);
  insertBefore(server, /(?<=jobs: \[)/, `...${domain}Jobs({ ${domain}, search: platform.ports.search }), `);
};

const wirePlatform = ({ domain, Domain }: Names): void => {
  const server = 'packages/platform/src/server';
  insertBefore(
    `${server}/platform.ts`,
    /^\n\/\*\* Connections of one process/m,
    `import { ${Domain}Service } from '../${domain}/service.ts';\n`,
  );
  insertBefore(
    `${server}/platform.ts`,
    /(?<=services: \{\n)/,
    `      ${domain}: new ${Domain}Service({ db, origin: settings.origins.accounts }),\n`,
  );
  insertBefore(
    `${server}/platform-router.ts`,
    /^import type \{ Platform \}/m,
    `import { ${domain}Jobs } from '../${domain}/jobs.ts';\nimport { ${domain}Router } from '../${domain}/router.ts';\n`,
  );
  insertBefore(
    `${server}/platform-router.ts`,
    /^ {2}live: liveRouter/m,
    `  ${domain}: ${domain}Router(services.${domain}),\n`,
  );
  insertBefore(
    `${server}/platform-router.ts`,
    /^ {2}defineCron\(\{ id: 'sweep-platform'/m,
    `  ...${domain}Jobs({ ${domain}: services.${domain}, search: ports.search }),\n`,
  );
};

const addScope = ({ domain }: Names): void => {
  const actor = 'packages/platform/src/kernel/actor.ts';
  if (readFileSync(join(root, actor), 'utf8').includes(`  '${domain}',\n`)) return;
  insertBefore(actor, /(?<=const domains = \[\n(?: {2}'\w+',\n)*)\] as const/, `  '${domain}',\n`);
};

const migration = async (name: string): Promise<void> => {
  const folder = join(root, 'packages/db');
  const { code } = await run('sh', [
    '-c',
    `cd "${folder}" && node_modules/.bin/drizzle-kit generate --name ${name}`,
  ]);
  if (code !== 0) throw new Error('drizzle-kit could not make the migration.');
};

const domain = async (place?: string, name?: string, thing?: string): Promise<void> => {
  const names = namesOf(place, name, thing);
  if (existsSync(join(root, names.folder))) throw new Error(`${names.folder} exists already.`);
  for (const [path, text] of Object.entries(skeleton(names))) write(path, text);
  addScope(names);
  if (names.app === 'platform') wirePlatform(names);
  else wireApp(names);
  await migration(names.domain);
  const biome = join(root, 'node_modules/.bin/biome');
  await run(biome, ['check', '--write', ...new Set(written), 'packages/db/migrations']);
  console.log(
    `\n${[...new Set(written)].join('\n')}\n\nNow: npx vitest run ${names.folder}, then make it yours.`,
  );
};

const [what, ...rest] = process.argv.slice(2);
try {
  if (what === 'domain') await domain(...rest);
  else if (what === 'migration' && /^[a-z][a-z0-9-]*$/.test(rest[0] ?? '')) await migration(rest[0] ?? '');
  else
    throw new Error('npm run gen domain <app|platform> <name> [singular], or npm run gen migration <name>');
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
