/** The look of everything that floats over the page. */
export const popupStyle = 'popup-motion rounded-lg bg-raised text-ink shadow-float outline-none';

/** The veil behind dialogs and sheets. */
export const backdropStyle =
  'fixed inset-0 z-40 min-h-dvh bg-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';

/** One option of a menu or list of choices. */
export const optionStyle =
  'flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-sm px-2 py-1 text-base outline-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-10 [&_svg:not([class*=size-])]:size-4 [&_svg]:shrink-0';
