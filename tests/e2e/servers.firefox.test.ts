import { ownServer } from './servers.suite';

ownServer('firefox');
