import { journeys } from './journeys.suite';

journeys('chromium');
