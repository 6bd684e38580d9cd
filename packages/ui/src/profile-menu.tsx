'use client';
import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from './avatar.tsx';
import { cn } from './lib/cn.ts';
import type { ShellUser } from './lib/shell.ts';
import type { Theme } from './lib/theme.ts';
import { useTheme } from './lib/use-theme.ts';
import { useUi } from './lib/use-ui.ts';
import { fill } from './lib/words.ts';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from './menu.tsx';
import { useThemeOptions } from './theme-options.tsx';

export type ProfileMenuProps = {
  user: ShellUser;
  onSignOut: () => void;
  onThemeChange?: (theme: Theme) => void;
  /** `MenuLink`s and `MenuItem`s between the name and the theme. */
  children?: ReactNode;
};

/** The person: a button named after them, with their links, the theme and "Sign out". */
export function ProfileMenu({ user, onSignOut, onThemeChange, children }: ProfileMenuProps) {
  const { words } = useUi();
  const trigger = (
    <button
      type="button"
      aria-label={fill(words.profileMenu, { name: user.name })}
      className={cn(
        'flex size-9 shrink-0 items-center justify-center rounded-full hover:bg-hover data-popup-open:bg-hover',
        'pointer-coarse:size-10',
      )}
    >
      <Avatar name={user.name} src={user.avatarUrl} size="md" decorative className="size-7" />
    </button>
  );
  return (
    <Menu trigger={trigger} align="end" className="w-60">
      <div className="flex items-center gap-3 px-2 py-2">
        <Avatar name={user.name} src={user.avatarUrl} decorative />
        <div className="min-w-0">
          <p className="truncate font-medium text-base">{user.name}</p>
          {user.email ? <p className="truncate text-ink-faint text-xs">{user.email}</p> : null}
        </div>
      </div>
      <MenuSeparator />
      {children ? (
        <>
          {children}
          <MenuSeparator />
        </>
      ) : null}
      <ThemeChoice onThemeChange={onThemeChange} />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={onSignOut}>
        {words.signOut}
      </MenuItem>
    </Menu>
  );
}

function ThemeChoice({ onThemeChange }: Pick<ProfileMenuProps, 'onThemeChange'>) {
  const { theme, setTheme } = useTheme();
  const { words } = useUi();
  const options = useThemeOptions();
  function change(next: Theme) {
    setTheme(next);
    onThemeChange?.(next);
  }
  return <MenuChoice label={words.theme} value={theme} onValueChange={change} options={options} />;
}
