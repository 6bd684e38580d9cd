'use client';
import { BrokenPage } from '@portfolio/platform/react/shell/broken-page';

export default BrokenPage;
