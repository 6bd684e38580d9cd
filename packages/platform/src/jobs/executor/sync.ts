import { createHash } from 'node:crypto';
import type { Db } from '@portfolio/db/client';
import { apps, functions } from '@portfolio/db/schema/jobs';
import { and, eq, isNull, notInArray } from 'drizzle-orm';
import { functionConfig, syncAnswer } from './config.ts';
import { problemOf } from './registry.ts';
import { canonicalJson, signBody, verifyBody } from './signature.ts';

export type SyncOptions = { db: Db; app: { id: string; url: string }; signingKey: string; timeoutMs: number };

export type Synced = { changed: boolean; problems: { id: string; problem: string }[] };

/**
 * Asks an app for its functions by a signed in-band sync (SDK_SPEC.md 4.3.5) and keeps them. Rejects while the app
 * does not answer as the app that it should be.
 */
export const syncApp = async ({ db, app, signingKey, timeoutMs }: SyncOptions): Promise<Synced> => {
  const body = canonicalJson({ url: app.url });
  const response = await fetch(app.url, {
    method: 'PUT',
    body,
    redirect: 'error',
    headers: {
      'content-type': 'application/json',
      'x-inngest-sync-kind': 'in_band',
      'x-inngest-server-kind': 'cloud',
      'x-inngest-signature': signBody(signingKey, body),
    },
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${app.id} answers ${response.status} to the sync`);
  if (!verifyBody(signingKey, text, response.headers.get('x-inngest-signature')))
    throw new Error(`the sync of ${app.id} is not signed with our key`);
  const answer = syncAnswer.parse(JSON.parse(text));
  if (answer.app_id !== app.id) throw new Error(`${app.url} is the app ${answer.app_id}, not ${app.id}`);
  return keep(db, app, answer);
};

const keep = async (
  db: Db,
  app: { id: string; url: string },
  answer: { sdk?: string | undefined; functions: unknown[] },
): Promise<Synced> => {
  const checksum = createHash('sha256').update(canonicalJson(answer.functions)).digest('hex');
  const rows = answer.functions.map((raw) => ({
    raw,
    config: functionConfig.safeParse(raw),
    problem: problemOf(raw),
  }));
  const problems = rows.flatMap(({ config, problem }) =>
    problem === null ? [] : [{ id: config.success ? config.data.id : '?', problem }],
  );
  const changed = await db.transaction(async (tx) => {
    const [known] = await tx.select().from(apps).where(eq(apps.id, app.id)).for('update');
    if (known?.checksum === checksum && known.url === app.url && known.error === null) return false;
    const values = { url: app.url, sdk: answer.sdk ?? null, checksum, error: null, syncedAt: new Date() };
    await tx
      .insert(apps)
      .values({ id: app.id, ...values })
      .onConflictDoUpdate({ target: apps.id, set: values });
    const kept = rows.flatMap(({ raw, config, problem }) =>
      config.success ? [{ id: config.data.id, name: config.data.name, config: raw, problem }] : [],
    );
    for (const { id, ...row } of kept)
      await tx
        .insert(functions)
        .values({ id, appId: app.id, ...row })
        .onConflictDoUpdate({ target: functions.id, set: { ...row, appId: app.id, removedAt: null } });
    const ids = kept.map(({ id }) => id);
    await tx
      .update(functions)
      .set({ removedAt: new Date() })
      .where(
        and(
          eq(functions.appId, app.id),
          isNull(functions.removedAt),
          ids.length > 0 ? notInArray(functions.id, ids) : undefined,
        ),
      );
    return true;
  });
  return { changed, problems };
};

/** Notes why an app could not be asked; its functions stay as they were. */
export const noteSyncError = async (
  db: Db,
  app: { id: string; url: string },
  error: string,
): Promise<void> => {
  await db
    .insert(apps)
    .values({ id: app.id, url: app.url, error })
    .onConflictDoUpdate({ target: apps.id, set: { error } });
};
