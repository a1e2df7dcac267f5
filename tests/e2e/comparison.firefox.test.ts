import { comparison } from './comparison.suite';

comparison('firefox');
