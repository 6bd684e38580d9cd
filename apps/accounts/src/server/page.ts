import { createPages } from '@portfolio/platform/shell/pages';
import { app } from './app.ts';

export const { visitor, requireVisitor, shell } = createPages(app);
