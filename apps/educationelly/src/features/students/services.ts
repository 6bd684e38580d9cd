import type { Db } from '@portfolio/db/client';
import type { MediaService } from '@portfolio/platform/media/service';
import type { NotificationsService } from '@portfolio/platform/notifications/service';
import type { UsersService } from '@portfolio/platform/users/service';
import { DistrictsService } from './service.districts.ts';
import { EpisodesService } from './service.episodes.ts';
import { InvitationsService } from './service.invitations.ts';
import { StudentLists } from './service.list.ts';
import { MembersService } from './service.members.ts';
import { SampleService } from './service.sample.ts';
import { SeatsService } from './service.seat.ts';
import { StudentsService } from './service.ts';

type Ports = {
  db: Db;
  users: UsersService;
  notifications: NotificationsService;
  media: Pick<MediaService, 'sign' | 'get'>;
  origin: string;
};

/** The services of this domain, each given what it needs: for the app's server, its tests and the demo. */
export const createStudentServices = (ports: Ports) => {
  const seats = new SeatsService(ports);
  const students = new StudentsService({ ...ports, seats });
  return {
    seats,
    students,
    lists: new StudentLists({ ...ports, seats }),
    episodes: new EpisodesService({ ...ports, seats }),
    sample: new SampleService({ seats, students }),
    districts: new DistrictsService({ seats }),
    members: new MembersService({ ...ports, seats }),
    invitations: new InvitationsService({ ...ports, seats }),
  };
};
