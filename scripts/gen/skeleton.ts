import type { Names } from './names.ts';

const tables = ({ domain, Thing }: Names): string => `import { sql } from 'drizzle-orm';
import { index, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { at, resource } from '../columns.ts';

export const ${domain}Schema = pgSchema('${domain}');

/** ${Thing}s of a person; one that is deleted stays 30 days. */
export const ${domain} = ${domain}Schema.table(
  '${domain}',
  {
    ...resource(),
    version: integer('version').notNull().default(1),
    userId: uuid('user_id').notNull(),
    title: text('title').notNull(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    index('${domain}_newest').on(t.userId, t.id).where(sql\`deleted_at is null\`),
    index('${domain}_deleted').on(t.deletedAt),
  ],
);

export type ${Thing}Row = typeof ${domain}.$inferSelect;
`;

const schema = ({
  Thing,
  Domain,
  from,
}: Names): string => `import { listInput, listOutput } from '${from('kernel/cursor')}';
import { byId, id, isoTime, text } from '${from('kernel/input')}';
import { z } from 'zod';

export const ${Thing} = z.object({
  id,
  version: z.number().int(),
  title: z.string(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type ${Thing} = z.infer<typeof ${Thing}>;

/** What a person sets. A new field begins here. */
const fields = { title: text(200) };

export const Create${Thing} = z.object(fields);
export type Create${Thing} = z.infer<typeof Create${Thing}>;

export const Update${Thing} = byId.extend(Create${Thing}.partial().shape);
export type Update${Thing} = z.infer<typeof Update${Thing}>;

export const List${Domain} = listInput;
export type List${Domain} = z.infer<typeof List${Domain}>;

export const ${Thing}Page = listOutput(${Thing});
export type ${Thing}Page = z.infer<typeof ${Thing}Page>;
`;

const events = ({
  domain,
  thing,
  from,
}: Names): string => `import { defineEvent } from '${from('events/events')}';
import { z } from 'zod';

const about = z.object({ ${thing}Id: z.uuid(), userId: z.uuid() });

export const ${thing}Created = defineEvent('${domain}.${thing}.created', 1, about);
export const ${thing}Changed = defineEvent('${domain}.${thing}.changed', 1, about);
export const ${thing}Deleted = defineEvent('${domain}.${thing}.deleted', 1, about);
`;

const service = (
  { domain, thing, Domain, Thing, app, from }: Names,
  origin = app === 'platform' ? 'accounts' : app,
): string => `import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { ${domain}, type ${Thing}Row } from '@portfolio/db/schema/${domain}';
import { publish } from '${from('events/events')}';
import type { Actor } from '${from('kernel/actor')}';
import { decodeIdCursor, encodeCursor, page } from '${from('kernel/cursor')}';
import { notFound } from '${from('kernel/errors')}';
import { refuseStale } from '${from('kernel/versions')}';
import { notifyChange } from '${from('live/service')}';
import type { SearchDocument } from '${from('search/search')}';
import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { ${thing}Changed, ${thing}Created, ${thing}Deleted } from './events.ts';
import type { Create${Thing}, List${Domain}, ${Thing}, ${Thing}Page, Update${Thing} } from './schema.ts';

const order = '-id';

const present = ({ userId, deletedAt, ...row }: ${Thing}Row): ${Thing} => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** What a person's ${domain} may do: list, make, change, delete and bring back. */
export class ${Domain}Service {
  readonly #db: Db;
  readonly #origin: string;

  constructor(ports: { db: Db; origin: string }) {
    this.#db = ports.db;
    this.#origin = ports.origin;
  }

  /** What the caller owns and has not deleted; everything else is not there. */
  async #own(tx: Db | Tx, actor: Actor, id: string): Promise<${Thing}Row> {
    const [row] = await tx
      .select()
      .from(${domain})
      .where(and(eq(${domain}.id, id), eq(${domain}.userId, actor.userId), isNull(${domain}.deletedAt)));
    if (!row) throw notFound('${thing}');
    return row;
  }

  async #tell(tx: Tx, actor: Actor, event: typeof ${thing}Created | typeof ${thing}Changed | typeof ${thing}Deleted, id: string): Promise<void> {
    const { userId } = actor;
    await publish(tx, event.of({ subject: id, actor: userId, data: { ${thing}Id: id, userId } }));
    await notifyChange(tx, { userId, app: '${origin}', topic: '${domain}', data: { ${thing}Id: id } });
  }

  /** Newest first. */
  async list(actor: Actor, { cursor, limit }: List${Domain}): Promise<${Thing}Page> {
    const before = cursor === undefined ? undefined : decodeIdCursor(cursor, order).id;
    const rows = await this.#db
      .select()
      .from(${domain})
      .where(
        and(
          eq(${domain}.userId, actor.userId),
          isNull(${domain}.deletedAt),
          before === undefined ? undefined : lt(${domain}.id, before),
        ),
      )
      .orderBy(desc(${domain}.id))
      .limit(limit + 1);
    return page(rows, limit, present, (row) => encodeCursor(order, [row.id]));
  }

  async get(actor: Actor, id: string): Promise<${Thing}> {
    return present(await this.#own(this.#db, actor, id));
  }

  async create(actor: Actor, input: Create${Thing}): Promise<${Thing}> {
    return this.#db.transaction(async (tx) => {
      const [row] = await tx
        .insert(${domain})
        .values({ ...input, id: newId(), userId: actor.userId })
        .returning();
      if (!row) throw new Error('an insert answered no row');
      await this.#tell(tx, actor, ${thing}Created, row.id);
      return present(row);
    });
  }

  /** Changes the fields that are present. Throws 409 \`conflict\` with \`current\` when \`ifMatch\` is stale. */
  async update(actor: Actor, { id, ...changes }: Update${Thing}, ifMatch?: number): Promise<${Thing}> {
    return this.#db.transaction(async (tx) => {
      await tx.select().from(${domain}).where(eq(${domain}.id, id)).for('update');
      const current = await this.#own(tx, actor, id);
      await refuseStale(current.version, ifMatch, () => present(current));
      const [row] = await tx
        .update(${domain})
        .set({ ...changes, version: current.version + 1, updatedAt: sql\`now()\` })
        .where(eq(${domain}.id, id))
        .returning();
      if (!row) throw notFound('${thing}');
      await this.#tell(tx, actor, ${thing}Changed, id);
      return present(row);
    });
  }

  /** Into the trash, for 30 days. Again is fine while it lies there. */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.#setDeleted(actor, id, true);
  }

  /** Brings back what was deleted. */
  async restore(actor: Actor, id: string): Promise<${Thing}> {
    return present(await this.#setDeleted(actor, id, false));
  }

  async #setDeleted(actor: Actor, id: string, deleted: boolean): Promise<${Thing}Row> {
    const deletedAt = deleted ? sql\`coalesce(\${${domain}.deletedAt}, now())\` : null;
    return this.#db.transaction(async (tx) => {
      const [row] = await tx
        .update(${domain})
        .set({ deletedAt, updatedAt: sql\`now()\` })
        .where(and(eq(${domain}.id, id), eq(${domain}.userId, actor.userId)))
        .returning();
      if (!row) throw notFound('${thing}');
      await this.#tell(tx, actor, deleted ? ${thing}Deleted : ${thing}Changed, id);
      return row;
    });
  }

  /** What search holds of it; null once it is deleted. */
  async document(id: string): Promise<SearchDocument | null> {
    const [row] = await this.#db
      .select()
      .from(${domain})
      .where(and(eq(${domain}.id, id), isNull(${domain}.deletedAt)));
    if (!row) return null;
    return {
      app: '${origin}',
      type: '${thing}',
      id,
      owner: row.userId,
      readers: [\`user:\${row.userId}\`],
      title: row.title,
      body: '',
      url: \`\${this.#origin}/${domain}/\${id}\`,
    };
  }

  /** Deletes for good what lay in the trash for 30 days; answers how many. */
  async purge(): Promise<number> {
    const rows = await this.#db
      .delete(${domain})
      .where(lt(${domain}.deletedAt, sql\`now() - interval '30 days'\`))
      .returning({ id: ${domain}.id });
    return rows.length;
  }
}
`;

const router = ({
  domain,
  Domain,
  Thing,
  thing,
  from,
}: Names): string => `import { byId } from '${from('kernel/input')}';
import { authed, router } from '${from('kernel/trpc')}';
import { z } from 'zod';
import { Create${Thing}, List${Domain}, ${Thing}, ${Thing}Page, Update${Thing} } from './schema.ts';
import type { ${Domain}Service } from './service.ts';

const read = '${domain}:read';
const write = '${domain}:write';

export const ${domain}Router = (${domain}: ${Domain}Service) =>
  router({
    list: authed
      .meta({ rest: { method: 'GET', path: '/${domain}' }, scope: read, summary: 'The ${domain}, newest first' })
      .input(List${Domain})
      .output(${Thing}Page)
      .query(({ ctx, input }) => ${domain}.list(ctx.actor, input)),
    create: authed
      .meta({ rest: { method: 'POST', path: '/${domain}' }, scope: write, summary: 'Make a ${thing}' })
      .input(Create${Thing})
      .output(${Thing})
      .mutation(({ ctx, input }) => ${domain}.create(ctx.actor, input)),
    get: authed
      .meta({ rest: { method: 'GET', path: '/${domain}/{id}' }, scope: read, summary: 'One ${thing}' })
      .input(byId)
      .output(${Thing})
      .query(({ ctx, input }) => ${domain}.get(ctx.actor, input.id)),
    update: authed
      .meta({ rest: { method: 'PUT', path: '/${domain}/{id}' }, scope: write, summary: 'Change a ${thing}' })
      .input(Update${Thing})
      .output(${Thing})
      .mutation(({ ctx, input }) => ${domain}.update(ctx.actor, input, ctx.request.ifMatch)),
    delete: authed
      .meta({ rest: { method: 'DELETE', path: '/${domain}/{id}' }, scope: write, summary: 'Into the trash' })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => ${domain}.delete(ctx.actor, input.id)),
    restore: authed
      .meta({ rest: { method: 'POST', path: '/${domain}/{id}/restore', status: 200 }, scope: write, summary: 'Out of the trash' })
      .input(byId)
      .output(${Thing})
      .mutation(({ ctx, input }) => ${domain}.restore(ctx.actor, input.id)),
  });
`;

const jobs = ({
  domain,
  Domain,
  thing,
  app,
  from,
}: Names): string => `import { defineCron, type Job } from '${from('jobs/functions')}';
import { indexJob } from '${from('search/jobs')}';
import type { Search } from '${from('search/search')}';
import { ${thing}Changed, ${thing}Created, ${thing}Deleted } from './events.ts';
import type { ${Domain}Service } from './service.ts';

/** Search follows what changes; the trash is emptied after its 30 days. */
export const ${domain}Jobs = ({ ${domain}, search }: { ${domain}: ${Domain}Service; search: Search }): Job[] => [
  indexJob({
    id: 'index-${thing}',
    on: [${thing}Created, ${thing}Changed, ${thing}Deleted],
    search,
    key: { app: '${app === 'platform' ? 'accounts' : app}', type: '${thing}' },
    document: (id) => ${domain}.document(id),
  }),
  defineCron({ id: 'purge-${domain}', cron: '17 3 * * *', retries: 1 }, async ({ step }) => {
    await step.run('purge', () => ${domain}.purge());
  }),
];
`;

const test = ({
  domain,
  Domain,
  from,
}: Names): string => `import { testDatabase } from '@portfolio/db/testing';
import { createCallerFactory, router } from '${from('kernel/trpc')}';
import { expectGuarded, problemOf, testCaller, testPerson } from '${from('testing')}';
import { expect, test } from 'vitest';
import { ${domain}Router } from './router.ts';
import { ${Domain}Service } from './service.ts';

const { db } = await testDatabase();
const service = new ${Domain}Service({ db, origin: 'http://localhost' });
const appRouter = router({ ${domain}: ${domain}Router(service) });
const as = testCaller(createCallerFactory(appRouter));

test('every call wants a token and its scope', () => expectGuarded(appRouter));

test('what is made is listed, changed, deleted and brought back by its owner alone', async () => {
  const [owner, stranger] = [as(testPerson()), as(testPerson())];
  const { id } = await owner.${domain}.create({ title: 'first' });
  for (const call of [
    () => stranger.${domain}.get({ id }),
    () => stranger.${domain}.update({ id, title: 'x' }),
    () => stranger.${domain}.delete({ id }),
    () => stranger.${domain}.restore({ id }),
  ])
    expect((await problemOf(call())).status).toBe(404);
  expect(await owner.${domain}.update({ id, title: 'second' })).toMatchObject({ title: 'second', version: 2 });
  await owner.${domain}.delete({ id });
  expect((await owner.${domain}.list({})).items).toEqual([]);
  expect(await service.document(id)).toBeNull();
  expect(await owner.${domain}.restore({ id })).toMatchObject({ id, title: 'second' });
  expect(await service.document(id)).toMatchObject({ title: 'second' });
});

test('a stale version is a conflict that shows what stands', async () => {
  const actor = testPerson();
  const { id, version } = await as(actor).${domain}.create({ title: 'first' });
  await as(actor, { ifMatch: version }).${domain}.update({ id, title: 'second' });
  const problem = await problemOf(as(actor, { ifMatch: version }).${domain}.update({ id, title: 'third' }));
  expect(problem).toMatchObject({ status: 409, code: 'conflict', current: { title: 'second' } });
});

test('pages by cursor show each once', async () => {
  const caller = as(testPerson());
  for (let n = 0; n < 7; n += 1) await caller.${domain}.create({ title: \`number \${n}\` });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await caller.${domain}.list({ limit: 3, cursor });
    seen.push(...page.items.map(({ title }) => title));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => \`number \${n}\`));
  expect((await problemOf(caller.${domain}.list({ cursor: 'mine' }))).status).toBe(422);
});
`;

/** Path and text of every file of a new domain. */
export const skeleton = (names: Names): Record<string, string> => ({
  [`packages/db/src/schema/${names.domain}.ts`]: tables(names),
  [`${names.folder}/schema.ts`]: schema(names),
  [`${names.folder}/events.ts`]: events(names),
  [`${names.folder}/service.ts`]: service(names),
  [`${names.folder}/router.ts`]: router(names),
  [`${names.folder}/jobs.ts`]: jobs(names),
  [`${names.folder}/${names.domain}.test.ts`]: test(names),
});
