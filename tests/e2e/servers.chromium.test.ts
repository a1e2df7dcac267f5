import { ownServer } from './servers.suite';

ownServer('chromium');
