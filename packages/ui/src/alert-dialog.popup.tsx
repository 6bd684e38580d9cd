'use client';
import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import type { AlertDialogProps } from './alert-dialog.tsx';
import { Button } from './button.tsx';
import { DialogFoot } from './dialog.parts.tsx';
import { cn } from './lib/cn.ts';
import { backdropStyle } from './lib/popup-style.ts';
import type { LazyPopup } from './lib/use-lazy-popup.ts';
import { useUi } from './lib/use-ui.ts';

export type AlertDialogPopupProps = Omit<AlertDialogProps, 'open' | 'onOpenChange'> & {
  popup: LazyPopup;
  /** The owner of the open state closes it, after the work is done. */
  controlled: boolean;
};

/** The open question; only `alert-dialog.tsx` loads it. */
export default function AlertDialogPopup(props: AlertDialogPopupProps) {
  const { popup, controlled, trigger, title, description, children } = props;
  const { confirmLabel, cancelLabel, tone = 'danger', busy, onConfirm } = props;
  const { words } = useUi();
  const confirm = (
    <Button variant={tone === 'danger' ? 'danger' : 'primary'} loading={busy} onClick={onConfirm}>
      {confirmLabel}
    </Button>
  );
  return (
    <Base.Root open={popup.open} onOpenChange={popup.onPopupChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-start sm:p-4 sm:pt-[18dvh]">
          <Base.Popup
            finalFocus={trigger ? popup.anchor : undefined}
            className={cn(
              'w-full rounded-t-xl bg-raised pt-5 shadow-float outline-none sm:max-w-110 sm:rounded-xl',
              'transition-[opacity,scale] duration-150 ease-out data-ending-style:scale-[0.98] data-starting-style:scale-[0.98]',
              'data-ending-style:opacity-0 data-starting-style:opacity-0',
            )}
          >
            <div className="px-5">
              <Base.Title className="font-semibold text-ink text-lg">{title}</Base.Title>
              <Base.Description className="mt-1.5 text-base text-ink-soft">{description}</Base.Description>
              {children ? <div className="mt-4">{children}</div> : null}
            </div>
            <DialogFoot>
              <Base.Close render={<Button>{cancelLabel ?? words.cancel}</Button>} />
              {controlled ? confirm : <Base.Close render={confirm} />}
            </DialogFoot>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
