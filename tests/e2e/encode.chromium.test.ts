import { encodeSuite } from './encode.suite';

encodeSuite('chromium');
