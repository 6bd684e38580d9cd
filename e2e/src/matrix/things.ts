import { newId } from '@portfolio/db/ids';
import { pngFile } from '../fixture-site/files.ts';
import { mailTo, type Person } from '../person.ts';
import type { Platform, Site } from '../platform.ts';
import type { Things } from './table.ts';

/** Stands in everything that the owner has; no other person's answer may hold it. */
export const marker = 'zebrafish';

export type Call = (
  site: Site,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Record<string, unknown>>;

/** Calls as one person; throws where the answer is not a good one. */
export const callAs =
  (platform: Platform, token: string): Call =>
  async (site, method, path, body, headers = {}) => {
    const answer = await fetch(`${platform.origins[site]}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };

const idOf = (made: Record<string, unknown>): string => String(made.id);
const firstOf = (page: Record<string, unknown>, key = 'id'): string => {
  const items: Record<string, unknown>[] = Array.isArray(page.items) ? page.items : [];
  return String(items[0]?.[key]);
};

const upload = async (platform: Platform, token: string): Promise<string> => {
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(await pngFile(7))], { type: 'image/png' }), `${marker}.png`);
  const answer = await fetch(`${platform.origins.accounts}/api/v1/media/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return idOf(await answer.json());
};

const studentThings = async (call: Call) => {
  const school = await call('educationelly', 'POST', '/schools', { name: `${marker} school` });
  const student = await call('educationelly', 'POST', '/students', {
    givenName: marker,
    familyName: 'Own',
    localId: 'z1',
    schoolId: idOf(school),
    dateOfBirth: '2015-05-05',
    gradeLevel: '4',
    nativeLanguage: 'spa',
  });
  const episode = await call('educationelly', 'POST', `/students/${idOf(student)}/episodes`, {
    status: 'identified',
    fromOn: '2023-09-01',
  });
  const invitation = await call('educationelly', 'POST', '/invitations', {
    email: `${marker}@example.com`,
    role: 'viewer',
    schoolIds: [idOf(school)],
  });
  return {
    schoolId: idOf(school),
    studentId: idOf(student),
    episodeId: idOf(episode),
    invitationId: idOf(invitation),
  };
};

const roomThings = async (call: Call) => {
  const room = await call('codetalk', 'POST', '/rooms', { title: `${marker} room` });
  const invite = await call('codetalk', 'POST', `/rooms/${idOf(room)}/invites`, { role: 'viewer' });
  return { roomId: idOf(room), inviteId: idOf(invite) };
};

const wordThings = async (call: Call) => {
  const deck = await call('intervalai', 'POST', '/decks', { name: `${marker} deck` });
  const word = await call('intervalai', 'POST', '/vocabulary', {
    term: marker,
    translations: [marker],
    language: 'de',
    deckId: idOf(deck),
  });
  return { deckId: idOf(deck), wordId: idOf(word) };
};

const bookmarkThings = async (call: Call) => {
  const url = `https://${marker}.example.com/`;
  const bookmark = await call('firebook', 'POST', '/bookmarks', { url, title: marker, tags: [marker] });
  const screenshot = await call('firebook', 'POST', '/screenshots/capture', { url });
  return { bookmarkId: idOf(bookmark), screenshotId: idOf(screenshot) };
};

/** Makes one of everything for the owner. `rung` puts something into their inbox. */
export const ownThings = async (
  platform: Platform,
  owner: Person,
  token: string,
  rung: (userId: string) => Promise<void>,
  operator: Call,
): Promise<Things> => {
  const call = callAs(platform, token);
  const me = await call('accounts', 'GET', '/users/me');
  const userId = idOf(me);
  const pat = await call('accounts', 'POST', '/auth/tokens', { name: marker, scopes: ['profile'] });
  await rung(userId);
  await mailTo(platform.origins, owner.email, '/verify?token=');
  return {
    userId,
    sessionId: firstOf(await call('accounts', 'GET', '/auth/sessions')),
    tokenId: idOf(pat),
    notificationId: firstOf(await call('accounts', 'GET', '/notifications')),
    messageId: newId(),
    runId: firstOf(await operator('accounts', 'GET', '/operations/runs')),
    mediaId: await upload(platform, token),
    ...(await studentThings(call)),
    ...(await roomThings(call)),
    ...(await wordThings(call)),
    ...(await bookmarkThings(call)),
  };
};
