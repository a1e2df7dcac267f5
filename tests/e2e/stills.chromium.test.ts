import { stills } from './stills.suite';

stills('chromium');
