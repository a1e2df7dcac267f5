import { waysOfServices } from './services-ways.suite';

waysOfServices('chromium');
