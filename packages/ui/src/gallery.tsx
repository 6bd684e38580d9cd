'use client';
import { ActionsGallery } from './gallery.actions.tsx';
import { DataGallery } from './gallery.data.tsx';
import { FeedbackGallery } from './gallery.feedback.tsx';
import { FormsGallery } from './gallery.forms.tsx';
import { FoundationsGallery } from './gallery.foundations.tsx';
import { GalleryNav } from './gallery.parts.tsx';
import { ShellGallery } from './gallery.shell.tsx';
import { Page, PageHeader } from './page-header.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

const sections = [
  { id: 'foundations', label: 'Foundations' },
  { id: 'actions', label: 'Actions' },
  { id: 'forms', label: 'Forms' },
  { id: 'feedback', label: 'Feedback' },
  { id: 'data', label: 'Data' },
  { id: 'shell', label: 'Shell' },
];

/** Every component in every state. A change is looked at here first, and the accessibility test walks through it. */
export function Gallery() {
  return (
    <Page>
      <PageHeader
        title="Design system"
        description="Every component in every state. Change the theme to see its other half."
        actions={<ThemeSwitch />}
      >
        <GalleryNav sections={sections} />
      </PageHeader>
      <div className="flex flex-col gap-16">
        <FoundationsGallery />
        <ActionsGallery />
        <FormsGallery />
        <FeedbackGallery />
        <DataGallery />
        <ShellGallery />
      </div>
    </Page>
  );
}
