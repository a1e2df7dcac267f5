import { comparison } from './comparison.suite';

comparison('chromium');
