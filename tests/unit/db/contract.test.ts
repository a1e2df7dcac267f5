import { describe, it } from 'vitest';
import { contract } from './contract';
import { anotherStore, emptyDatabaseForEachTest } from './databases';

emptyDatabaseForEachTest();

describe('the store', () => {
  it.each(Object.entries(contract))('%s', (_sentence, holds) => holds(anotherStore(), anotherStore()));
});
