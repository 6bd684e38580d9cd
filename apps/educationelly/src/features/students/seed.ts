import type { Db } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { districts, memberships, schools } from '@portfolio/db/schema/students';
import { enterTenant, inTenant } from '@portfolio/db/tenant';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { grantReader } from '@portfolio/platform/search/service';
import type { UsersService } from '@portfolio/platform/users/service';
import { eq } from 'drizzle-orm';
import { fold } from './rules.ts';
import type { SampleService } from './service.sample.ts';
import { readersOf, type Seat, type SeatsService } from './service.seat.ts';

const schoolNames = ['Maple Grove Elementary', 'Riverside Middle School', 'Lincoln High School'];
const districtName = 'Riverside Unified';

/** Teachers of the demo: people without a password, so nobody signs in as them. */
const teachers = [
  { username: 'ms-alvarez', firstName: 'Elena', lastName: 'Alvarez', school: 0 },
  { username: 'mr-boateng', firstName: 'Kwame', lastName: 'Boateng', school: 0 },
  { username: 'ms-lindqvist', firstName: 'Karin', lastName: 'Lindqvist', school: 1 },
  { username: 'mr-okafor', firstName: 'Chidi', lastName: 'Okafor', school: 1 },
  { username: 'ms-petrova', firstName: 'Irina', lastName: 'Petrova', school: 2 },
];

type Services = { db: Db; users: UsersService; seats: SeatsService; sample: SampleService };

const teacherIds = async ({ users }: Services, seat: Seat): Promise<string[][]> => {
  const bySchool: string[][] = schoolNames.map(() => []);
  for (const { school, ...person } of teachers) {
    const email = `${person.username}@riverside.example`;
    const found = await users.findByEmail(seat.tx, email);
    const user = found ?? (await users.create(seat.tx, { ...person, email }));
    if (!user) continue;
    bySchool[school]?.push(user.id);
    const [school_] = await seat.tx
      .select({ id: schools.id })
      .from(schools)
      .where(eq(schools.nameKey, fold(schoolNames[school] ?? '')));
    const place = { userId: user.id, role: 'teacher' as const, schoolIds: school_ ? [school_.id] : [] };
    await seat.tx
      .insert(memberships)
      .values({ id: newId(), districtId: seat.district.id, ...place })
      .onConflictDoNothing();
    for (const reader of readersOf(seat.district.id, place)) await grantReader(seat.tx, user.id, reader);
  }
  return bySchool;
};

/**
 * The demo district: three schools, five teachers and some 120 students of many languages, run by `actor`. Again is
 * fine: what is there is left alone.
 */
export const seedStudents = async (services: Services, actor: Actor): Promise<{ students: number }> =>
  inTenant(services.db, { actorId: actor.userId }, async (tx) => {
    const own = await services.seats.mine(tx, actor);
    let district = own.find((one) => one.district.name === districtName)?.district;
    if (!district) {
      const id = newId();
      await enterTenant(tx, { actorId: actor.userId, districtId: id });
      await services.seats.openDistrict(tx, { id, name: districtName, owner: actor });
      [district] = await tx.select().from(districts).where(eq(districts.id, id));
    }
    if (!district) throw new Error('the demo district is not there');
    await enterTenant(tx, { actorId: actor.userId, districtId: district.id });
    const seat: Seat = { tx, actor, district, role: 'district_admin', schoolIds: [] };
    const options = { prefix: 'R', schoolNames, sample: false };
    await services.sample.fill(seat, { ...options, count: 0 });
    const students = await services.sample.fill(seat, {
      ...options,
      count: 120,
      teacherIds: await teacherIds(services, seat),
    });
    return { students };
  });
