// Demo people and data for an empty local database. Nothing is fetched from anywhere.
import { join } from 'node:path';
import { createDb } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { credentials } from '@portfolio/db/schema/auth';
import { users } from '@portfolio/db/schema/users';
import { hashPassword } from '@portfolio/platform/auth/service.password';
import { diskFiles } from '@portfolio/platform/files/drivers/disk';
import { type Actor, personScopes } from '@portfolio/platform/kernel/actor';
import { deriveKey } from '@portfolio/platform/kernel/keys';
import { MediaService } from '@portfolio/platform/media/service';
import { NotificationsService } from '@portfolio/platform/notifications/service';
import { UsersService } from '@portfolio/platform/users/service';
import { seedRooms } from '../apps/codetalk/src/features/rooms/seed.ts';
import { InvitesService } from '../apps/codetalk/src/features/rooms/service.invites.ts';
import { PeopleService } from '../apps/codetalk/src/features/rooms/service.people.ts';
import { RoomsService } from '../apps/codetalk/src/features/rooms/service.ts';
import { seedStudents } from '../apps/educationelly/src/features/students/seed.ts';
import { createStudentServices } from '../apps/educationelly/src/features/students/services.ts';
import { seedBookmarks } from '../apps/firebook/src/features/bookmarks/seed.ts';
import { seedVocabulary } from '../apps/intervalai/src/features/vocabulary/seed.ts';
import { DecksService } from '../apps/intervalai/src/features/vocabulary/service.decks.ts';
import { VocabularyService } from '../apps/intervalai/src/features/vocabulary/service.ts';
import { demoPassword, demoUsername, localSettings } from './lib.ts';

const people = [
  { username: demoUsername, firstName: 'Dana', lastName: 'Demo', bio: 'Looks around here.' },
  { username: 'mara', firstName: 'Mara', lastName: 'Lindqvist', bio: 'Teaches, codes, gardens.' },
  { username: 'wei', firstName: 'Wei', lastName: 'Chen', bio: 'Asks why twice.' },
  { username: 'tunde', firstName: 'Tunde', lastName: 'Okafor', bio: 'Collects maps.' },
];

const { settings } = localSettings();
const { db, close } = createDb(settings.database.appUrl, { max: 2, name: 'seed' });

const seedPeople = async (): Promise<Actor[]> => {
  const passwordHash = await hashPassword(demoPassword(settings.secret));
  return db.transaction(async (tx) => {
    const rows = people.map((person) => ({
      ...person,
      id: newId(),
      usernameKey: person.username,
      email: `${person.username}@demo.example`,
      emailVerifiedAt: new Date(),
    }));
    await tx.insert(users).values(rows);
    await tx.insert(credentials).values(rows.map(({ id }) => ({ userId: id, passwordHash })));
    return rows.map(({ id, username }) => ({
      userId: id,
      username,
      kind: 'session' as const,
      scopes: new Set(personScopes),
      admin: false,
      emailVerified: true,
    }));
  });
};

const seed = async (): Promise<void> => {
  const [demo, ...guests] = await seedPeople();
  if (!demo) return;
  const { origins } = settings;
  const media = new MediaService({
    db,
    files: diskFiles(join(settings.dataDir, 'files')),
    signingKey: deriveKey(settings.secret, 'media-urls'),
    origin: origins.accounts,
  });
  const userService = new UsersService({ db, media });
  const mailHost = new URL(origins.accounts).hostname;
  const notifications = new NotificationsService({ db, mailHost });
  const rooms = new RoomsService({ db, users: userService, origin: origins.codetalk });
  const invites = new InvitesService({ db, users: userService, notifications, origin: origins.codetalk });
  await seedRooms(
    { rooms, invites, people: new PeopleService({ db, users: userService, invites }) },
    demo,
    guests,
  );
  const students = createStudentServices({
    db,
    users: userService,
    notifications,
    media,
    origin: origins.educationelly,
  });
  await seedStudents({ db, users: userService, ...students }, demo);
  const decks = new DecksService({ db });
  await seedBookmarks(db, demo);
  await seedVocabulary({ decks, vocabulary: new VocabularyService({ db, decks }) }, demo);
};

try {
  if ((await db.$count(users)) === 0) await seed();
} finally {
  await close();
}
