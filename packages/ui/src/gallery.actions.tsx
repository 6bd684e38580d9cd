'use client';
import { Archive, Copy, Ellipsis, Folder, Grid2x2, Pencil, Plus, Rows3, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonGroup, ButtonLink, IconButton } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { OverlaysGallery } from './gallery.overlays.tsx';
import { GallerySection, Specimen } from './gallery.parts.tsx';
import { Menu, MenuCheck, MenuChoice, MenuGroup, MenuItem, MenuLink, MenuSeparator } from './menu.tsx';
import { Segmented } from './segmented.tsx';
import { Tabs } from './tabs.tsx';
import { Tooltip } from './tooltip.tsx';

const ignore = () => undefined;
const variants = ['primary', 'secondary', 'ghost', 'danger', 'danger-ghost'] as const;
const names = {
  primary: 'Save',
  secondary: 'Edit',
  ghost: 'Cancel',
  danger: 'Delete',
  'danger-ghost': 'Remove',
};

/** Buttons, menus, tabs and what opens over the page. */
export function ActionsGallery() {
  return (
    <GallerySection id="actions" title="Actions">
      <ButtonSpecimens />
      <ViewSpecimens />
      <MenuSpecimen />
      <OverlaysGallery />
    </GallerySection>
  );
}

function ButtonSpecimens() {
  return (
    <>
      <Specimen title="Button" note="Verbs, sentence case.">
        {variants.map((variant) => (
          <Button key={variant} variant={variant}>
            {names[variant]}
          </Button>
        ))}
      </Specimen>
      <Specimen title="Button, sizes">
        <Button size="sm">Small</Button>
        <Button>Medium</Button>
        <Button size="lg">Large</Button>
        <Button icon={<Plus aria-hidden />}>With icon</Button>
        <ButtonLink href="/design">A link</ButtonLink>
      </Specimen>
      <Specimen title="Button, states">
        <Button variant="primary" loading>
          Saving
        </Button>
        <Button loading>Saving</Button>
        <Button variant="primary" disabled>
          Disabled
        </Button>
        <Button disabled>Disabled</Button>
        <Button variant="danger" disabled>
          Disabled
        </Button>
      </Specimen>
      <IconButtonSpecimens />
    </>
  );
}

function IconButtonSpecimens() {
  return (
    <>
      <Specimen title="Icon button" note="Its label is its tooltip.">
        <IconButton label="Favourite">
          <Star aria-hidden />
        </IconButton>
        <IconButton label="Edit" variant="secondary">
          <Pencil aria-hidden />
        </IconButton>
        <IconButton label="Archive" size="sm">
          <Archive aria-hidden />
        </IconButton>
        <IconButton label="Working" loading>
          <Archive aria-hidden />
        </IconButton>
        <IconButton label="Delete" variant="danger-ghost" disabled>
          <Trash2 aria-hidden />
        </IconButton>
        <CopyButton text="Copied from the gallery" />
        <CopyButton text="Copied from the gallery" withText label="Copy address" />
      </Specimen>
      <Specimen title="Button group">
        <ButtonGroup label="Item">
          <Button icon={<Pencil aria-hidden />}>Edit</Button>
          <Button icon={<Archive aria-hidden />}>Archive</Button>
          <IconButton label="More actions" variant="secondary">
            <Ellipsis aria-hidden />
          </IconButton>
        </ButtonGroup>
      </Specimen>
      <Specimen title="Tooltip">
        <Tooltip label="Adds a bookmark" shortcut="c">
          <Button>Point at me</Button>
        </Tooltip>
      </Specimen>
    </>
  );
}

function ViewSpecimens() {
  const [view, setView] = useState<'list' | 'cards'>('list');
  const views = [
    { value: 'list', label: 'List', icon: <Rows3 aria-hidden /> },
    { value: 'cards', label: 'Cards', icon: <Grid2x2 aria-hidden /> },
  ] as const;
  return (
    <>
      <Specimen title="Segmented control">
        <Segmented label="View" value={view} onValueChange={setView} options={views} />
        <Segmented label="View, icons" value={view} onValueChange={setView} options={views} iconOnly />
        <Segmented label="View, small" value={view} onValueChange={setView} options={views} size="sm" />
      </Specimen>
      <Specimen title="Tabs" note="Links: each has an address." stack>
        <Tabs
          label="Parts of the profile"
          current="/design"
          tabs={[
            { href: '/design', label: 'Overview' },
            { href: '/design?tab=people', label: 'People', count: 12 },
            { href: '/design?tab=settings', label: 'Settings' },
          ]}
        />
      </Specimen>
    </>
  );
}

function MenuSpecimen() {
  const [order, setOrder] = useState<'newest' | 'title'>('newest');
  const [archived, setArchived] = useState(false);
  return (
    <Specimen title="Menu">
      <Menu trigger={<Button>Item menu</Button>}>
        <MenuItem icon={<Pencil aria-hidden />} shortcut="e" onSelect={ignore}>
          Edit
        </MenuItem>
        <MenuItem icon={<Copy aria-hidden />} onSelect={ignore}>
          Copy address
        </MenuItem>
        <MenuLink icon={<Folder aria-hidden />} href="/design">
          Show in collection
        </MenuLink>
        <MenuItem icon={<Archive aria-hidden />} disabled onSelect={ignore}>
          Archive
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={ignore}>
          Delete
        </MenuItem>
      </Menu>
      <Menu trigger={<Button>View menu</Button>}>
        <MenuChoice
          label="Order"
          value={order}
          onValueChange={setOrder}
          options={[
            { value: 'newest', label: 'Newest first' },
            { value: 'title', label: 'By title' },
          ]}
        />
        <MenuSeparator />
        <MenuGroup label="Show">
          <MenuCheck checked={archived} onCheckedChange={setArchived}>
            Archived
          </MenuCheck>
        </MenuGroup>
      </Menu>
    </Specimen>
  );
}
