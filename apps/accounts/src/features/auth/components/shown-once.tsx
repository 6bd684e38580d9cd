'use client';
import { Button } from '@portfolio/ui/button';
import { CopyButton } from '@portfolio/ui/copy-button';
import { Dialog } from '@portfolio/ui/dialog';

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  text: string;
  doneLabel: string;
  values: readonly { label: string; text: string }[];
};

/** A secret that cannot be had again: to be copied before the dialog closes. */
export function ShownOnce({ open, onClose, title, text, doneLabel, values }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={title}
      description={text}
      footer={
        <Button variant="primary" onClick={onClose}>
          {doneLabel}
        </Button>
      }
    >
      <dl className="flex flex-col gap-3 pb-1">
        {values.map((value) => (
          <div key={value.label}>
            <dt className="pb-1 font-medium text-ink text-sm [overflow-wrap:anywhere]">{value.label}</dt>
            <dd className="flex items-start gap-2 rounded-md border bg-canvas py-1.5 ps-3 pe-1.5">
              <code className="min-w-0 flex-1 py-1 text-ink text-sm [overflow-wrap:anywhere]">
                {value.text}
              </code>
              <CopyButton text={value.text} withText />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
