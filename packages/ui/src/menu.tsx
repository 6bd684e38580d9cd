'use client';
import { Check } from 'lucide-react';
import NextLink from 'next/link';
import { lazy, type ReactNode, Suspense } from 'react';
import { Kbd } from './kbd.tsx';
import { cn } from './lib/cn.ts';
import { useMenuParts } from './lib/menu-parts.ts';
import { optionStyle } from './lib/popup-style.ts';
import { useLazyPopup } from './lib/use-lazy-popup.ts';
import { Trigger, type TriggerElement } from './trigger.tsx';

const load = () => import('./menu.popup.tsx');
const MenuPopup = lazy(load);

export type MenuProps = {
  /** The button that opens it. */
  trigger: TriggerElement;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'inline-start' | 'inline-end';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
};

/** Actions behind a button: `MenuItem`, `MenuLink`, `MenuChoice`, `MenuGroup`, `MenuSeparator` go inside. */
export function Menu({ trigger, open, onOpenChange, ...looks }: MenuProps) {
  const popup = useLazyPopup({ open, onOpenChange, load, kind: 'menu' });
  return (
    <>
      <Trigger element={trigger} anchor={popup.anchor} props={popup.triggerProps} />
      {popup.wanted ? (
        <Suspense fallback={null}>
          <MenuPopup {...looks} popup={popup} />
        </Suspense>
      ) : null}
    </>
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
  const parts = useMenuParts();
  return (
    <parts.Item
      onClick={onSelect}
      disabled={disabled}
      className={cn(
        optionStyle,
        looks.tone === 'danger' && 'text-danger-ink data-highlighted:bg-danger-wash',
      )}
    >
      <ItemBody {...looks} />
    </parts.Item>
  );
}

/** A way to another page. `external` leaves the app by a full load. */
export function MenuLink({ href, external, ...looks }: ItemLooks & { href: string; external?: boolean }) {
  const parts = useMenuParts();
  const link = external ? <a href={href}>{looks.children}</a> : <NextLink href={href} />;
  return (
    <parts.LinkItem render={link} closeOnClick className={optionStyle}>
      <ItemBody {...looks} />
    </parts.LinkItem>
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
  const parts = useMenuParts();
  return (
    <parts.Group>
      <parts.GroupLabel className={groupLabelStyle}>{label}</parts.GroupLabel>
      <parts.RadioGroup value={value} onValueChange={onValueChange}>
        {options.map((option) => (
          <parts.RadioItem key={option.value} value={option.value} closeOnClick className={optionStyle}>
            <ItemBody icon={option.icon}>{option.label}</ItemBody>
            <parts.RadioItemIndicator className="text-accent-ink">
              <Check aria-hidden />
            </parts.RadioItemIndicator>
          </parts.RadioItem>
        ))}
      </parts.RadioGroup>
    </parts.Group>
  );
}

export type MenuCheckProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
};

/** Something that is on or off; the menu stays open. */
export function MenuCheck({ checked, onCheckedChange, children }: MenuCheckProps) {
  const parts = useMenuParts();
  return (
    <parts.CheckboxItem checked={checked} onCheckedChange={onCheckedChange} className={optionStyle}>
      <ItemBody>{children}</ItemBody>
      <parts.CheckboxItemIndicator className="text-accent-ink">
        <Check aria-hidden />
      </parts.CheckboxItemIndicator>
    </parts.CheckboxItem>
  );
}

const groupLabelStyle = 'px-2 pt-2 pb-1 font-medium text-ink-faint text-xs';

/** Items under a small heading. */
export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  const parts = useMenuParts();
  return (
    <parts.Group>
      <parts.GroupLabel className={groupLabelStyle}>{label}</parts.GroupLabel>
      {children}
    </parts.Group>
  );
}

export function MenuSeparator() {
  const parts = useMenuParts();
  return <parts.Separator className="-mx-1 my-1 h-px bg-line" />;
}
