import { services } from './services.suite';

services('firefox');
