/** Firefox keeps its databases in SQLite: files that are damaged in other ways, and must come to the same. */
import { FIREFOX_DAMAGES } from './drivers/damage';
import { BEGUN_ANEW, damaged, WHOLE } from './storage-trouble.suite';

damaged('firefox', FIREFOX_DAMAGES, {
  'the file is cut short': BEGUN_ANEW,
  'the file is garbage': BEGUN_ANEW,
  'the file of a Blob is deleted': { ...WHOLE, unreadable: 1 },
  'the whole directory is gone': BEGUN_ANEW,
});
