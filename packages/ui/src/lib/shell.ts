import type { ReactNode } from 'react';
import type { AppId } from './marks.ts';

export type ShellApp = { id: AppId; href: string; name?: string; description?: string };

export type ShellUser = { name: string; email?: string; avatarUrl?: string | null };

export type ShellNavItem = {
  href: string;
  label: string;
  icon: ReactNode;
  /** A count or a short word at the end of the line. */
  badge?: ReactNode;
  /** Lit only on the very path, not below it. */
  exact?: boolean;
  /** Stands in the bottom bar of a phone; the first four by default. */
  primary?: boolean;
  /** A sequence such as `g l` that goes there. */
  shortcut?: string;
};

export type ShellNavSection = { label?: string; items: ShellNavItem[] };
