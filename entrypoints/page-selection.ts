import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerTask } from '@/utils/source/page/answer';

/** Injected for the length of one gesture; the promise's value is what executeScript hands back. */
export default defineUnlistedScript(() => answerTask());
