import { journeys } from './journeys.suite';

journeys('firefox');
