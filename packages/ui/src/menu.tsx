'use client';
import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import NextLink from 'next/link';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import { cn } from './lib/cn.ts';

export const popupStyle = 'popup-motion rounded-lg bg-raised text-ink shadow-float outline-none';

const itemStyle = cn(
  'flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-sm px-2 py-1 text-base outline-none',
  'data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-10',
  '[&_svg:not([class*=size-])]:size-4 [&_svg]:shrink-0',
);

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'inline-start' | 'inline-end';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
};

/** Actions behind a button: `MenuItem`, `MenuLink`, `MenuChoice`, `MenuGroup`, `MenuSeparator` go inside. */
export function Menu({
  trigger,
  align = 'start',
  side = 'bottom',
  className,
  children,
  ...state
}: MenuProps) {
  return (
    <Base.Root modal={false} {...state}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup
            className={cn(
              popupStyle,
              'max-h-(--available-height) min-w-48 max-w-80 overflow-y-auto p-1',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemLooks = { icon?: ReactNode; shortcut?: string; tone?: 'plain' | 'danger'; children: ReactNode };

function ItemBody({ icon, shortcut, tone, children }: ItemLooks) {
  return (
    <>
      {icon ? <span className={tone === 'danger' ? 'text-danger-ink' : 'text-ink-faint'}>{icon}</span> : null}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut ? <Kbd keys={shortcut} /> : null}
    </>
  );
}

/** An action. `shortcut` only shows the keys; `useShortcut` makes them work. */
export function MenuItem({
  onSelect,
  disabled,
  ...looks
}: ItemLooks & { onSelect: () => void; disabled?: boolean }) {
  return (
    <Base.Item
      onClick={onSelect}
      disabled={disabled}
      className={cn(itemStyle, looks.tone === 'danger' && 'text-danger-ink data-highlighted:bg-danger-wash')}
    >
      <ItemBody {...looks} />
    </Base.Item>
  );
}

/** A way to another page. `external` leaves the app by a full load. */
export function MenuLink({ href, external, ...looks }: ItemLooks & { href: string; external?: boolean }) {
  const link = external ? <a href={href}>{looks.children}</a> : <NextLink href={href} />;
  return (
    <Base.LinkItem render={link} closeOnClick className={itemStyle}>
      <ItemBody {...looks} />
    </Base.LinkItem>
  );
}

export type MenuChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[];
};

/** One of a few, with the present one ticked. */
export function MenuChoice<Value extends string>({
  label,
  value,
  onValueChange,
  options,
}: MenuChoiceProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className={groupLabelStyle}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={onValueChange}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} closeOnClick className={itemStyle}>
            <ItemBody icon={option.icon}>{option.label}</ItemBody>
            <Base.RadioItemIndicator className="text-accent-ink">
              <Check aria-hidden />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export type MenuCheckProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
};

/** Something that is on or off; the menu stays open. */
export function MenuCheck({ checked, onCheckedChange, children }: MenuCheckProps) {
  return (
    <Base.CheckboxItem checked={checked} onCheckedChange={onCheckedChange} className={itemStyle}>
      <ItemBody>{children}</ItemBody>
      <Base.CheckboxItemIndicator className="text-accent-ink">
        <Check aria-hidden />
      </Base.CheckboxItemIndicator>
    </Base.CheckboxItem>
  );
}

const groupLabelStyle = 'px-2 pt-2 pb-1 font-medium text-ink-faint text-xs';

/** Items under a small heading. */
export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={groupLabelStyle}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
