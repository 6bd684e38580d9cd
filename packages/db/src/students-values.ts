/** What the columns of students may hold. Plain data: pages use it too. */
export const roles = ['district_admin', 'school_admin', 'coordinator', 'teacher', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** PK and K come before the numbered grades. */
export const gradeLevels = [
  ...(['PK', 'K', '1', '2', '3', '4', '5', '6'] as const),
  ...(['7', '8', '9', '10', '11', '12'] as const),
] as const;
export const sexes = ['F', 'M', 'X'] as const;

/** Ed-Fi / OneRoster codes: American Indian or Alaska Native, Asian, Black, Pacific Islander, White. */
export const raceCodes = ['AM7', 'AS7', 'BL7', 'PI7', 'WH7'] as const;
/** The federal roll-up: Hispanic whatever else, two or more, one, none reported. */
export const federalRaces = ['HI7', 'MU7', ...raceCodes, 'MISSING'] as const;

/** What an episode is about: `exited` begins four years of monitoring. */
export const episodeStatuses = ['not_el', 'identified', 'served', 'refused', 'exited'] as const;
/** What follows from the episodes on a day. */
export const elStatuses = [
  ...(['not_el', 'identified', 'served', 'refused'] as const),
  ...(['monitored_1', 'monitored_2', 'monitored_3', 'monitored_4', 'former'] as const),
] as const;

/** What the access log tells apart. */
export const accessKinds = [
  ...(['view', 'list', 'reveal', 'create', 'change', 'archive', 'restore', 'erase'] as const),
] as const;
