import { v7 } from 'uuid';

/** A new UUIDv7: sorts by the time it was made (RFC 9562). */
export const newId = (): string => v7();

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** True for a UUID in its canonical text form. */
export const isId = (value: string): boolean => uuidPattern.test(value);
