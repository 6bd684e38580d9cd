'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { useState } from 'react';
import { useTRPCClient } from '@/trpc/client.ts';
import type { Created } from '../schema.ts';

export type Refused = { line: string; why: string };
export type Added = { total: number; done: number; fresh: Created[]; known: Created[]; refused: Refused[] };

const atOnce = 4;

const addressLike = /^(?:https?:\/\/\S+|[^\s/]+\.[^\s/]+\S*)$/i;

/** What one line asks for: the addresses in it, or the line as it is, which the server then refuses. */
const addressesIn = (line: string): string[] => {
  const words = line.split(/\s+/);
  if (words.every((word) => addressLike.test(word))) return words;
  const linked = line.match(/https?:\/\/[^\s<>"]+/gi);
  return linked ?? [line];
};

/** The addresses of a pasted text: one a line, or several beside each other. */
export const addressesOf = (text: string): string[] => {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter(Boolean).flatMap(addressesIn))];
};

/** What is wrong with an address, in the server's words. */
export const whyNot = (error: unknown): string => problemOf(error)?.fields?.url?.[0] ?? messageOf(error);

/** Saves addresses, a few at once, and counts what became of them. */
export const useAdd = (onSaved: (saved: Created) => void) => {
  const client = useTRPCClient();
  const [progress, setProgress] = useState<Added | null>(null);

  const add = async (lines: readonly string[], tags: string[] = []): Promise<Added> => {
    const added: Added = { total: lines.length, done: 0, fresh: [], known: [], refused: [] };
    const waiting = [...lines];
    const next = async (): Promise<void> => {
      for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
        try {
          const saved = await client.bookmarks.create.mutate({ url: line, ...(tags.length ? { tags } : {}) });
          added[saved.duplicate ? 'known' : 'fresh'].push(saved);
          onSaved(saved);
        } catch (error) {
          added.refused.push({ line, why: whyNot(error) });
        }
        added.done += 1;
        setProgress({ ...added });
      }
    };
    setProgress({ ...added });
    await Promise.all(Array.from({ length: atOnce }, next));
    setProgress(null);
    return added;
  };

  return { add, progress };
};
