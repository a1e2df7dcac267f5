import { reading } from './reading.suite';

reading('chromium');
