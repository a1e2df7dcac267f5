import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerArticle } from '@/utils/source/page/article';

/** Injected for the length of one gesture, as page-selection is, with Readability in it. */
export default defineUnlistedScript(() => answerArticle());
