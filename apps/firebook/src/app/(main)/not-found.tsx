import { MissingPage } from '@portfolio/platform/react/shell/missing-page';

export default MissingPage;
