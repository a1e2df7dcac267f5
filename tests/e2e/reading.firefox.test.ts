import { reading } from './reading.suite';

reading('firefox');
