import { encodeSuite } from './encode.suite';

encodeSuite('firefox');
