import { newId } from '@portfolio/db/ids';

/** The owner's things, which nobody else may see or change; every one of them holds the owner's marker. */
export type Things = Record<
  | 'userId'
  | 'sessionId'
  | 'tokenId'
  | 'notificationId'
  | 'messageId'
  | 'mediaId'
  | 'bookmarkId'
  | 'screenshotId'
  | 'studentId'
  | 'episodeId'
  | 'roomId'
  | 'inviteId'
  | 'wordId'
  | 'deckId'
  | 'runId'
  | 'schoolId'
  | 'invitationId',
  string
>;

/**
 * What a stranger who holds the right scope gets with the owner's ids: `gone` is 404; `own` is an answer about the
 * stranger's own things, which holds nothing of the owner's; `operator` is 403 to all but administrators.
 */
type Outcome = 'gone' | 'own' | 'operator' | 'public';

export type Row = {
  outcome: Outcome;
  params?: (things: Things) => Record<string, string>;
  query?: (things: Things) => Record<string, string>;
  body?: (things: Things) => Record<string, unknown>;
  /** What somebody in the owner's room gets who only views, where that differs from a stranger. */
  viewer?: number;
  editor?: number;
  /** An administrator sees this of every person. */
  admin?: 'sees';
  /** What everybody may see of a person or of the words that were sent. */
  shows?: true;
  /** Not called with a valid session of its own: it would end the session of the test. */
  endsSession?: true;
};

const gone = (params: Row['params'], more: Partial<Row> = {}): Row => ({
  outcome: 'gone',
  ...(params ? { params } : {}),
  ...more,
});
const own = (more: Partial<Row> = {}): Row => ({ outcome: 'own', ...more });
const operator = (more: Partial<Row> = {}): Row => ({ outcome: 'operator', ...more });
const open = (more: Partial<Row> = {}): Row => ({ outcome: 'public', ...more });

const room = ({ roomId }: Things) => ({ id: roomId });
const bookmark = ({ bookmarkId }: Things) => ({ id: bookmarkId });
const word = ({ wordId }: Things) => ({ id: wordId });
const deck = ({ deckId }: Things) => ({ id: deckId });
const student = ({ studentId }: Things) => ({ id: studentId });
const media = ({ mediaId }: Things) => ({ id: mediaId });

/** One row an operation, by its name in the OpenAPI documents. An operation without a row fails the test. */
export const table: Record<string, Row> = {
  'POST /auth/signup': open(),
  'POST /auth/signin': open(),
  'POST /auth/refresh': open(),
  'POST /auth/verify': open(),
  'POST /auth/password/reset': open(),
  'PUT /auth/password/reset/{token}': open({ params: () => ({ token: 'x' }) }),
  'POST /auth/email/verify/{token}': open({ params: () => ({ token: 'x' }) }),
  'POST /auth/signout': own({ endsSession: true }),
  'PUT /auth/password': own({
    body: () => ({ currentPassword: 'wrong', password: 'another long one' }),
    endsSession: true,
  }),
  'POST /auth/email/resend': own(),
  'GET /auth/log': own(),
  'GET /auth/sessions': own(),
  'DELETE /auth/sessions/{id}': gone(({ sessionId }) => ({ id: sessionId })),
  'DELETE /auth/sessions': own(),
  'GET /auth/tokens': own(),
  'POST /auth/tokens': own({ body: () => ({ name: 'x', scopes: ['profile'] }) }),
  'DELETE /auth/tokens/{id}': gone(({ tokenId }) => ({ id: tokenId })),
  'GET /auth/clients': operator(),
  'POST /auth/clients': operator({ body: () => ({ name: 'x', redirectUris: ['https://example.com/back'] }) }),
  'DELETE /auth/clients/{id}': operator({ params: () => ({ id: newId() }) }),

  'GET /operations/health': operator(),
  'GET /operations/apps': operator(),
  'GET /operations/runs': operator(),
  'GET /operations/runs/{id}': operator({ params: ({ runId }) => ({ id: runId }) }),
  'POST /operations/runs/{id}/cancel': operator({ params: () => ({ id: newId() }) }),
  'POST /operations/runs/{id}/retry': operator({ params: () => ({ id: newId() }) }),
  'GET /operations/dead-letters': operator(),
  'GET /operations/dead-letters/{id}': operator({ params: () => ({ id: newId() }) }),
  'POST /operations/dead-letters/{id}/replay': operator({ params: () => ({ id: newId() }) }),
  'POST /operations/dead-letters/{id}/discard': operator({ params: () => ({ id: newId() }) }),

  // A verified person's profile is public, the e-mail is not.
  'GET /users/{id}': own({ admin: 'sees', params: ({ userId }) => ({ id: userId }) }),
  'PUT /users/{id}': gone(({ userId }) => ({ id: userId }), { body: () => ({ bio: 'x' }) }),
  'GET /users/search': own({ query: () => ({ q: 'nobody-of-this-name' }) }),
  'GET /users/{id}/preferences': gone(({ userId }) => ({ id: userId })),
  'PUT /users/{id}/preferences': gone(({ userId }) => ({ id: userId }), { body: () => ({ theme: 'dark' }) }),

  'POST /notifications/email': operator({
    body: () => ({ template: 'message', to: 'x@example.com', data: { title: 'x', body: 'x' } }),
  }),
  'GET /notifications': own(),
  'GET /notifications/{userId}': gone(({ userId }) => ({ userId }), { admin: 'sees' }),
  'PUT /notifications/{id}/read': gone(({ notificationId }) => ({ id: notificationId })),
  'PUT /notifications/read': own(),
  'GET /notifications/{id}/history': gone(({ messageId }) => ({ id: messageId }), { admin: 'sees' }),

  'POST /media/upload': own(),
  'GET /media/{id}': gone(media),
  'GET /media/{id}/url': gone(media),
  'PUT /media/{id}/access': gone(media, { body: () => ({ access: 'link' }) }),
  'DELETE /media/{id}': gone(media),

  'GET /search': own({ query: () => ({ q: 'zebrafish' }) }),
  'GET /search/recent': own(),
  'POST /search/index': operator({
    body: () => ({
      app: 'x',
      type: 'x',
      id: 'x',
      owner: 'x',
      readers: ['nobody'],
      title: 'x',
      body: 'x',
      url: 'http://x.example',
    }),
  }),
  'DELETE /search/index/{id}': operator({
    params: () => ({ id: 'x' }),
    query: () => ({ app: 'x', type: 'x' }),
  }),

  'GET /rooms': own(),
  'POST /rooms': own({ body: () => ({ title: 'mine' }) }),
  'GET /rooms/{id}': gone(room, { viewer: 200, editor: 200 }),
  'PUT /rooms/{id}': gone(room, { body: () => ({ title: 'x' }), viewer: 403, editor: 403 }),
  'DELETE /rooms/{id}': gone(room, { viewer: 403, editor: 403 }),
  'POST /rooms/{id}/restore': gone(room, { viewer: 403, editor: 403 }),
  'PUT /rooms/{id}/favourite': gone(room, { body: () => ({ favourite: true }), viewer: 200, editor: 200 }),
  'POST /rooms/{id}/join': gone(room, { viewer: 200, editor: 200 }),
  'POST /rooms/{id}/here': gone(room, { viewer: 204, editor: 204 }),
  'GET /rooms/{id}/participants': gone(room, { viewer: 200, editor: 200 }),
  'PUT /rooms/{id}/participants/{userId}': gone(({ roomId, userId }) => ({ id: roomId, userId }), {
    body: () => ({ role: 'viewer' }),
    viewer: 403,
    editor: 403,
  }),
  'DELETE /rooms/{id}/participants/{userId}': gone(({ roomId, userId }) => ({ id: roomId, userId }), {
    viewer: 403,
    editor: 403,
  }),
  'GET /rooms/{id}/activity': gone(room, { viewer: 200, editor: 200 }),
  'GET /rooms/{id}/invites': gone(room, { viewer: 403, editor: 403 }),
  'POST /rooms/{id}/invites': gone(room, { body: () => ({ role: 'viewer' }), viewer: 403, editor: 403 }),
  'DELETE /rooms/{id}/invites/{inviteId}': gone(({ roomId, inviteId }) => ({ id: roomId, inviteId }), {
    viewer: 403,
    editor: 403,
  }),
  // Last of the rooms: those who are in it leave.
  'POST /rooms/{id}/leave': gone(room, { viewer: 204, editor: 204 }),

  'GET /vocabulary': own({ query: ({ deckId }) => ({ deck: deckId }) }),
  'POST /vocabulary': gone(undefined, {
    body: ({ deckId }) => ({ term: 'x', translations: ['x'], language: 'de', deckId }),
  }),
  'GET /vocabulary/{id}': gone(word),
  'PUT /vocabulary/{id}': gone(word, { body: () => ({ term: 'x' }) }),
  'DELETE /vocabulary/{id}': gone(word),
  'POST /vocabulary/{id}/restore': gone(word),
  'POST /vocabulary/bulk': own({ body: ({ wordId }) => ({ ids: [wordId], action: 'delete' }) }),
  'GET /decks': own(),
  'POST /decks': own({ body: () => ({ name: 'mine' }) }),
  'PUT /decks/{id}': gone(deck, { body: () => ({ name: 'x' }) }),
  'DELETE /decks/{id}': gone(deck),
  'POST /decks/{id}/restore': gone(deck),

  'GET /bookmarks': own({ query: () => ({ tag: 'zebrafish' }) }),
  'GET /bookmarks/{id}/neighbours': gone(bookmark),
  'POST /bookmarks': own({ body: () => ({ url: 'https://example.com/stranger' }) }),
  'GET /bookmarks/{id}': gone(bookmark),
  'PUT /bookmarks/{id}': gone(bookmark, { body: () => ({ note: 'x' }) }),
  'DELETE /bookmarks/{id}': gone(bookmark),
  'POST /bookmarks/{id}/restore': gone(bookmark),
  'POST /bookmarks/{id}/jobs/{job}/retry': gone(({ bookmarkId }) => ({ id: bookmarkId, job: 'fetch' })),
  'POST /bookmarks/bulk': own({ body: ({ bookmarkId }) => ({ ids: [bookmarkId], action: 'delete' }) }),
  'GET /tags': own(),
  'PUT /tags/{tag}': gone(() => ({ tag: 'zebrafish' }), { body: () => ({ name: 'x' }) }),
  'DELETE /tags/{tag}': own({ params: () => ({ tag: 'zebrafish' }) }),
  'POST /tags/generate': own({ body: () => ({ text: 'A text about cooking rice and beans.' }) }),
  'POST /metadata/extract': own({
    body: () => ({ url: 'https://example.com/', html: '<title>Hello</title>' }),
  }),
  'POST /screenshots/capture': own({ body: () => ({ url: 'https://example.com/' }) }),
  'GET /screenshots/{id}': gone(({ screenshotId }) => ({ id: screenshotId })),

  'GET /districts': own(),
  'PUT /districts/current': own({ body: () => ({ name: 'mine' }) }),
  'GET /schools': own(),
  'POST /schools': own({ body: () => ({ name: 'mine' }) }),
  'PUT /schools/{id}': gone(({ schoolId }) => ({ id: schoolId }), { body: () => ({ name: 'x' }) }),
  'DELETE /schools/{id}': gone(({ schoolId }) => ({ id: schoolId })),
  'GET /members': own(),
  'PUT /members/{userId}': gone(({ userId }) => ({ userId }), { body: () => ({ role: 'viewer' }) }),
  'DELETE /members/{userId}': gone(({ userId }) => ({ userId })),
  'GET /invitations': own(),
  'POST /invitations': own({ body: () => ({ email: 'colleague@example.com', role: 'viewer' }) }),
  'DELETE /invitations/{id}': gone(({ invitationId }) => ({ id: invitationId })),
  'POST /invitations/look': gone(undefined, { body: () => ({ token: 'guess'.repeat(10) }) }),
  'POST /invitations/accept': gone(undefined, { body: () => ({ token: 'guess'.repeat(10) }) }),
  'GET /students': own(),
  'GET /students/search': own({ query: () => ({ name: 'zebrafish' }) }),
  'GET /students/access-log': own({ shows: true }),
  'GET /students/languages': own({ query: () => ({ q: 'ger' }) }),
  // A school that is not the caller's is a wrong value: 422.
  'POST /students': own({
    body: ({ schoolId }) => ({
      givenName: 'A',
      familyName: 'B',
      localId: 'x1',
      schoolId,
      dateOfBirth: '2015-05-05',
      gradeLevel: '4',
      nativeLanguage: 'spa',
    }),
  }),
  'GET /students/{id}': gone(student),
  'GET /students/{id}/birthplace': gone(student),
  'PUT /students/{id}': gone(student, { body: () => ({ givenName: 'x' }) }),
  'DELETE /students/{id}': gone(student),
  'POST /students/{id}/restore': gone(student),
  'POST /students/{id}/erase': gone(student, { body: () => ({ reason: 'none of theirs' }) }),
  'POST /students/bulk': own({ body: ({ studentId }) => ({ ids: [studentId], action: 'archive' }) }),
  'POST /students/sample': own(),
  'DELETE /students/sample': own(),
  'GET /students/{id}/episodes': gone(student),
  'POST /students/{id}/episodes': gone(student, {
    body: () => ({ status: 'identified', fromOn: '2024-09-01' }),
  }),
  'PUT /students/{id}/episodes/{episodeId}': gone(
    ({ studentId, episodeId }) => ({ id: studentId, episodeId }),
    {
      body: () => ({ fromOn: '2024-09-02' }),
    },
  ),
  'DELETE /students/{id}/episodes/{episodeId}': gone(({ studentId, episodeId }) => ({
    id: studentId,
    episodeId,
  })),
};
