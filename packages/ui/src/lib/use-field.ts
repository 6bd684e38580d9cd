'use client';
import { createContext, useContext } from 'react';

export type FieldState = {
  controlId: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
  disabled: boolean;
};

export const FieldContext = createContext<FieldState | null>(null);

type ControlProps = {
  id?: string;
  disabled?: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean | 'true' | 'false' | 'grammar' | 'spelling';
};

/** What ties a control to the `Field` around it: id, hint and error, state. A control's own values win. */
export function useFieldControl(own: ControlProps) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.controlId,
    disabled: own.disabled ?? (field?.disabled || undefined),
    'aria-describedby': own['aria-describedby'] ?? field?.describedBy,
    'aria-invalid': own['aria-invalid'] ?? (field?.invalid || undefined),
    'aria-required': field?.required || undefined,
  };
}

/** For a group of controls: the `Field`'s label and hint as its name and description. */
export function useFieldGroup(label: string | undefined) {
  const field = useContext(FieldContext);
  return {
    'aria-label': label,
    'aria-labelledby': label ? undefined : field?.labelId,
    'aria-describedby': field?.describedBy,
  };
}

/** The id of the `Field`'s label, for controls that need to name it themselves. */
export function useFieldLabelId(): string | undefined {
  return useContext(FieldContext)?.labelId;
}
