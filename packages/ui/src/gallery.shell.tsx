'use client';
import { BookMarked, Pencil } from 'lucide-react';
import { useState } from 'react';
import { AppSwitcher } from './app-switcher.tsx';
import { Badge } from './badge.tsx';
import { Button } from './button.tsx';
import { PaletteTrigger } from './command-palette.tsx';
import { GallerySection, Specimen } from './gallery.parts.tsx';
import type { ShellApp } from './lib/shell.ts';
import { MenuLink } from './menu.tsx';
import { type BellItem, NotificationBell } from './notification-bell.tsx';
import { PageHeader } from './page-header.tsx';
import { ProfileMenu } from './profile-menu.tsx';
import { Tabs } from './tabs.tsx';

const apps: ShellApp[] = [
  { id: 'accounts', href: '#shell', description: 'Sign-in, profile, inbox' },
  { id: 'educationelly', href: '#shell', description: 'English learners' },
  { id: 'codetalk', href: '#shell', description: 'Rooms for code' },
  { id: 'firebook', href: '#shell', description: 'Saved pages' },
  { id: 'intervalai', href: '#shell', description: 'Words that stay' },
];

const messages: BellItem[] = [
  {
    id: 'n1',
    title: 'Grace invited you to “Compilers”',
    body: 'A room in Code Talk.',
    at: '2026-11-24T02:00:00Z',
    read: false,
    app: 'codetalk',
    href: '#shell',
  },
  { id: 'n2', title: '24 words are due', at: '2026-11-23T07:00:00Z', read: true, app: 'intervalai' },
];

/** The parts of the app shell, one by one; the shell itself frames this page. */
export function ShellGallery() {
  const [items, setItems] = useState(messages);
  const [opened, setOpened] = useState(0);
  const unreadCount = items.filter(({ read }) => !read).length;
  return (
    <GallerySection id="shell" title="Shell">
      <Specimen title="App switcher">
        <div className="w-56">
          <AppSwitcher app="firebook" apps={apps} />
        </div>
        <AppSwitcher app="firebook" apps={apps} iconOnly />
      </Specimen>
      <Specimen title="Palette trigger" note={`Opened ${opened} times here; ⌘K opens the one of this page.`}>
        <PaletteTrigger onOpen={() => setOpened(opened + 1)} />
      </Specimen>
      <Specimen title="Bell">
        <NotificationBell
          items={items}
          unreadCount={unreadCount}
          allHref="/design"
          onReadAll={() => setItems(items.map((item) => ({ ...item, read: true })))}
        />
        <NotificationBell items={[]} unreadCount={0} />
        <NotificationBell items={[]} unreadCount={140} loading />
      </Specimen>
      <Specimen title="Profile menu">
        <ProfileMenu user={{ name: 'Ada Lovelace', email: 'ada@example.org' }} onSignOut={() => undefined}>
          <MenuLink href="/design">Profile</MenuLink>
        </ProfileMenu>
      </Specimen>
      <Specimen title="Page header" stack>
        <PageHeaderSpecimen />
      </Specimen>
    </GallerySection>
  );
}

function PageHeaderSpecimen() {
  return (
    <div className="rounded-lg border border-line px-6">
      <PageHeader
        headingLevel={4}
        crumbs={[
          { label: 'Library', href: '/design' },
          { label: 'Maps', href: '/design?c=maps' },
        ]}
        leading={<BookMarked className="size-5 text-accent-ink" aria-hidden />}
        title="How maps lie, and why that is fine"
        meta={<Badge tone="success">Archived copy</Badge>}
        description="example.org, saved two days ago"
        actions={
          <>
            <Button icon={<Pencil aria-hidden />}>Edit</Button>
            <Button variant="primary">Open page</Button>
          </>
        }
      >
        <Tabs
          label="Parts of the item"
          current="/design?item=page"
          tabs={[
            { href: '/design?item=page', label: 'Page' },
            { href: '/design?item=notes', label: 'Notes', count: 3 },
          ]}
        />
      </PageHeader>
    </div>
  );
}
