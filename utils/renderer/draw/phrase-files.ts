/**
 * BudouX's models as data, by the name of the file under /models/. For the build and the tests only: in the bundle of
 * a worker they would cost every start what few clips need. By their files, since the package does not export Thai.
 */
import { model as ja } from '../../../node_modules/budoux/module/data/models/ja.js';
import { model as th } from '../../../node_modules/budoux/module/data/models/th.js';
import { model as zhHans } from '../../../node_modules/budoux/module/data/models/zh-hans.js';
import { model as zhHant } from '../../../node_modules/budoux/module/data/models/zh-hant.js';

export const PHRASE_FILES = { ja, th, 'zh-hans': zhHans, 'zh-hant': zhHant };
