/**
 * Where a link may lead after sign-in: the path and query of an address of our own, `/` for any other. Read the way a
 * browser reads it, which drops tabs and line ends and takes a backslash for a slash.
 */
export const returnPath = (value: unknown, origin: string): string => {
  const url = typeof value === 'string' ? URL.parse(value, origin) : null;
  if (url?.origin !== origin) return '/';
  // A path of our own may begin with two slashes; alone in a Location header they would name another host.
  return `${url.pathname.replace(/^\/{2,}/, '/')}${url.search}`;
};
