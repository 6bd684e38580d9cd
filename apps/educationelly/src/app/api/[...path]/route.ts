import { app } from '@/server/app.ts';

export const dynamic = 'force-dynamic';

const handle = (req: Request): Promise<Response> => app().handle(req);

export { handle as DELETE, handle as GET, handle as HEAD, handle as PATCH, handle as POST, handle as PUT };
