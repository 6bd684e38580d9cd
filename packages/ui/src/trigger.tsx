'use client';
import { useRender } from '@base-ui/react/use-render';
import type { ReactElement, RefObject } from 'react';

/** Any element of one's own that opens something: our handlers and reference are added to its own. */
export type TriggerElement = ReactElement<Record<string, unknown>>;

type TriggerProps = {
  element: TriggerElement;
  anchor: RefObject<HTMLElement | null>;
  props: Record<string, unknown>;
};

/** Draws an element with more handlers and a reference to it. */
export function Trigger({ element, anchor, props }: TriggerProps) {
  return useRender({ render: element, ref: anchor, props });
}
