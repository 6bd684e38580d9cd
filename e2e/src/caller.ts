import type { Platform, Site } from './platform.ts';

export type Person = { email: string; username: string; password: string };

type Call = (method: string, path: string, body?: unknown) => Promise<Response>;

/** A person's calls to the REST API of one site. */
export type Api = Call & { json: <T>(method: string, path: string, body?: unknown) => Promise<T> };

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Makes an account without a browser. */
export const signUp = async ({ origins }: Platform, person: Person): Promise<void> => {
  const answer = await post(`${origins.accounts}/api/v1/auth/signup`, person);
  if (!answer.ok) throw new Error(`no account for ${person.username}: ${await answer.text()}`);
};

/** Signs in and gives the calls of that person to one site. */
export const apiOf = async ({ origins }: Platform, site: Site, person: Person): Promise<Api> => {
  const { email, password } = person;
  const answer = await post(`${origins.accounts}/api/v1/auth/signin`, { email, password });
  const { accessToken }: { accessToken: string } = await answer.json();
  const call: Call = (method, path, body) =>
    fetch(`${origins[site]}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const json = async (method: string, path: string, body?: unknown) => {
    const found = await call(method, path, body);
    if (!found.ok) throw new Error(`${method} ${path} answers ${found.status}: ${await found.text()}`);
    return found.json();
  };
  return Object.assign(call, { json });
};
