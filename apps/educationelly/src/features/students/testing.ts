import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { messages } from '@portfolio/db/schema/notifications';
import type { Role } from '@portfolio/db/students-values';
import { diskFiles } from '@portfolio/platform/files/drivers/disk';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { createCallerFactory, router } from '@portfolio/platform/kernel/trpc';
import { MediaService } from '@portfolio/platform/media/service';
import { NotificationsService } from '@portfolio/platform/notifications/service';
import { testCaller, testPerson } from '@portfolio/platform/testing';
import { UsersService } from '@portfolio/platform/users/service';
import { desc, eq } from 'drizzle-orm';
import { districtsRouter, invitationsRouter, membersRouter, schoolsRouter } from './router.districts.ts';
import { episodesRouter, studentsRouter } from './router.ts';
import { StudentFollowers } from './service.follow.ts';
import { createStudentServices } from './services.ts';

/** The domain on a real database, with people who exist. */
export const studentsOn = (db: Db) => {
  const users = new UsersService({ db });
  const notifications = new NotificationsService({ db, mailHost: 'localhost' });
  const files = diskFiles(mkdtempSync(join(tmpdir(), 'students-')));
  const media = new MediaService({ db, files, signingKey: Buffer.alloc(32, 1), origin: 'http://localhost' });
  const origin = 'http://localhost';
  const services = createStudentServices({ db, users, notifications, media, origin });
  const appRouter = router({
    students: studentsRouter(services),
    episodes: episodesRouter(services),
    districts: districtsRouter(services),
    schools: schoolsRouter(services),
    members: membersRouter(services),
    invitations: invitationsRouter(services),
  });
  const as = testCaller(createCallerFactory(appRouter));
  const followers = new StudentFollowers({ db, notifications, origin });

  /** Somebody with an account and an address. */
  const person = async (firstName = 'Ada'): Promise<Actor & { email: string }> => {
    const username = `p${newId().replaceAll('-', '').slice(-20)}`;
    const email = `${username}@example.com`;
    const row = await users.create(db, { username, email, firstName, lastName: 'Test' });
    if (!row) throw new Error('the person exists');
    await users.markVerified(db, row.id, email);
    return { ...testPerson({ userId: row.id, username }), email };
  };

  /** Joins the district of `admin` by an invitation, as a person would. */
  const joined = async (admin: Actor, role: Role, schoolIds: string[] = []) => {
    const member = await person();
    const asked = { actor: admin };
    await services.invitations.invite(asked, { email: member.email, role, schoolIds });
    await services.invitations.accept(member, await tokenFor(db, member.email));
    return member;
  };

  return { services, users, media, followers, appRouter, as, person, joined };
};

/** The token of the last invitation mailed to an address. */
const tokenFor = async (db: Db, email: string): Promise<string> => {
  const [mail] = await db
    .select()
    .from(messages)
    .where(eq(messages.recipient, email))
    .orderBy(desc(messages.id))
    .limit(1);
  return String(mail?.data.url).split('/invite/')[1] ?? '';
};

let numbered = 0;

/** What a student needs, with a localId of its own. */
export const newStudent = (schoolName = 'Oak Elementary') => ({
  givenName: 'Ana',
  familyName: 'García Márquez',
  localId: `T${++numbered}`,
  schoolName,
  dateOfBirth: '2015-03-02',
  gradeLevel: '5' as const,
  nativeLanguage: 'spa',
});
