export const layouts = ['list', 'cards'] as const;
export type Layout = (typeof layouts)[number];

/** Where the last choice of layout is kept, for pages whose address does not say. */
export const layoutCookie = 'firebook-layout';
