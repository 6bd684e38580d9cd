'use client';
import { Check, ChevronsUpDown } from 'lucide-react';
import { cn } from './lib/cn.ts';
import { type AppId, appNames } from './lib/marks.ts';
import type { ShellApp } from './lib/shell.ts';
import { useUi } from './lib/use-ui.ts';
import { AppMark } from './marks.tsx';
import { Popover } from './popover.tsx';

export type AppSwitcherProps = { app: AppId; apps: ShellApp[]; iconOnly?: boolean };

/** The present app's mark and name; opens the list of all five. */
export function AppSwitcher({ app, apps, iconOnly = false }: AppSwitcherProps) {
  const { words } = useUi();
  const name = apps.find(({ id }) => id === app)?.name ?? appNames[app];
  const trigger = (
    <button
      type="button"
      aria-label={`${name}, ${words.appSwitcher}`}
      className={cn(
        'flex h-10 min-w-0 items-center gap-2.5 rounded-md px-2 text-start hover:bg-hover data-popup-open:bg-hover',
        iconOnly ? 'w-10 justify-center px-0' : 'flex-1',
      )}
    >
      <AppMark app={app} className="size-6" />
      {iconOnly ? null : (
        <>
          <span className="min-w-0 flex-1 truncate font-semibold text-base text-ink tracking-tight">
            {name}
          </span>
          <ChevronsUpDown className="size-3.5 shrink-0 text-ink-faint" aria-hidden />
        </>
      )}
    </button>
  );
  return (
    <Popover trigger={trigger} title={words.yourApps} titleHidden className="w-72 p-1.5">
      <p className="px-2 pt-1 pb-1.5 font-medium text-ink-faint text-xs" aria-hidden>
        {words.yourApps}
      </p>
      <ul>
        {apps.map((other) => (
          <li key={other.id}>
            <AppLink app={other} current={other.id === app} />
          </li>
        ))}
      </ul>
    </Popover>
  );
}

/** Another app is another origin: a plain link, not one of the router's. */
function AppLink({ app, current }: { app: ShellApp; current: boolean }) {
  return (
    <a
      href={app.href}
      aria-current={current ? 'true' : undefined}
      className="flex items-center gap-3 rounded-md p-2 hover:bg-hover focus-visible:bg-hover"
    >
      <AppMark app={app.id} className="size-8" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-base text-ink">{app.name ?? appNames[app.id]}</span>
        {app.description ? (
          <span className="block truncate text-ink-faint text-xs">{app.description}</span>
        ) : null}
      </span>
      {current ? <Check className="size-4 text-accent-ink" aria-hidden /> : null}
    </a>
  );
}
