import { services } from './services.suite';

services('chromium');
