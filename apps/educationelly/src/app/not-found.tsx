import { MissingPage, WholePage } from '@portfolio/platform/react/shell/missing-page';

/** Outside every district there is no frame: it is made of the district's pages. */
export default function NotFound() {
  return (
    <WholePage>
      <MissingPage />
    </WholePage>
  );
}
