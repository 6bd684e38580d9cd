'use client';
import { BrokenWhole } from '@portfolio/platform/react/shell/broken-page';

export default BrokenWhole;
