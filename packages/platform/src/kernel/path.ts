const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Names of procedures, and words with hyphens: no random text of that length looks like either. */
const words = /^(?:[A-Za-z]{1,24}(?:[.,][A-Za-z]{1,24})+|[a-z]{1,24}(?:-[a-z]{1,24})+)$/;
const shortMax = 15;

/** A path as logs may hold it: what could be a token stands as `:masked`; ids, which open nothing, stay. */
export const maskedPath = (pathname: string): string =>
  pathname
    .split('/')
    .map((part) => (part.length <= shortMax || uuid.test(part) || words.test(part) ? part : ':masked'))
    .join('/')
    .slice(0, 400);
