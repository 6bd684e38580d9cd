import { accessToken, type Person } from './person.ts';
import type { Platform, Site } from './platform.ts';

/** A person's calls to the REST API of one site; an answer that is no success is an error. */
export type Caller = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** Signs in and gives the calls of that person to one site. */
export const callerOf = async ({ origins }: Platform, site: Site, person: Person): Promise<Caller> => {
  const token = await accessToken(origins, person);
  return async (method, path, body) => {
    const answer = await fetch(`${origins[site]}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
};
