'use client';
import { useState } from 'react';
import { AlertDialog } from './alert-dialog.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { Specimen } from './gallery.parts.tsx';
import { Input } from './input.tsx';
import { Popover } from './popover.tsx';
import { Sheet } from './sheet.tsx';
import { useToast } from './toast.tsx';

/** What opens over the page: dialogs, sheets, popovers, toasts. */
export function OverlaysGallery() {
  return (
    <>
      <DialogSpecimen />
      <Specimen title="Sheet">
        <Sheet
          trigger={<Button>Details</Button>}
          title="Details"
          description="Everything that is known about it."
        >
          <p className="text-ink-soft">Slides from the end of the line.</p>
        </Sheet>
        <Sheet trigger={<Button>From below</Button>} side="bottom" title="Choose">
          <p className="pb-6 text-ink-soft">For a phone's thumb.</p>
        </Sheet>
      </Specimen>
      <Specimen title="Popover">
        <Popover trigger={<Button>Filter</Button>} title="Filter">
          <Field label="Tag">
            <Input placeholder="Any" />
          </Field>
        </Popover>
      </Specimen>
      <ToastSpecimen />
    </>
  );
}

function DialogSpecimen() {
  const [open, setOpen] = useState(false);
  return (
    <Specimen title="Dialog">
      <Dialog
        trigger={<Button>Add bookmark</Button>}
        open={open}
        onOpenChange={setOpen}
        title="Add bookmark"
        description="Paste an address. The rest fills in by itself."
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button variant="primary" onClick={() => setOpen(false)}>
              Add
            </Button>
          </>
        }
      >
        <Field label="Address" required>
          <Input type="url" placeholder="https://" />
        </Field>
      </Dialog>
      <AlertDialog
        trigger={<Button variant="danger-ghost">Delete account</Button>}
        title="Delete this account?"
        description="Your bookmarks are kept for 30 days. After that they cannot be brought back."
        confirmLabel="Delete account"
        onConfirm={() => undefined}
      />
    </Specimen>
  );
}

function ToastSpecimen() {
  const toast = useToast();
  return (
    <Specimen title="Toast">
      <Button onClick={() => toast.show({ title: 'Saved' })}>Plain</Button>
      <Button
        onClick={() =>
          toast.show({ title: '3 bookmarks archived', undo: () => toast.show({ title: 'Brought back' }) })
        }
      >
        With undo
      </Button>
      <Button onClick={() => toast.show({ title: 'E-mail confirmed', tone: 'success' })}>Success</Button>
      <Button
        onClick={() =>
          toast.show({
            title: 'Not saved',
            description: 'The server did not answer. What you typed is still here.',
            tone: 'danger',
            action: { label: 'Try again', onClick: () => undefined },
          })
        }
      >
        Failure
      </Button>
    </Specimen>
  );
}
