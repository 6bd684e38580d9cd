'use client';
import '@portfolio/ui/styles.css';
import { BrokenDocument, type BrokenProps } from '@portfolio/platform/react/shell/broken-page';

export default function GlobalError({ error }: BrokenProps) {
  return <BrokenDocument app="accounts" error={error} />;
}
