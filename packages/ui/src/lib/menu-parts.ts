'use client';
import type { Menu } from '@base-ui/react/menu';
import { createContext, useContext } from 'react';

/** The parts of Base UI's menu, handed down by the popup that loaded them. */
export type MenuParts = typeof Menu;

export const MenuPartsContext = createContext<MenuParts | null>(null);

/** The parts for an entry of a menu; throws outside one. */
export function useMenuParts(): MenuParts {
  const parts = useContext(MenuPartsContext);
  if (!parts) throw new Error('Entries of a menu stand inside <Menu>.');
  return parts;
}
