import { storeSuite } from '../unit/db/in-browser';

storeSuite('chromium');
