import { stills } from './stills.suite';

stills('firefox');
