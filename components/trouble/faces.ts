/** For everything that can go wrong: what to say. Each entry names its strings; nothing is put together at run time. */
import type { TroubleReason } from '@/utils/db';
import type { GestureProblem, ImageProblem, JobProblem, SourceNotice } from '@/utils/domain';
import type { MessageKey } from '../i18n';

export interface Face {
  /** What happened. */
  title: MessageKey;
  /** What was kept, and what helps. */
  body: MessageKey;
}

/** $1 in these is the host of the server, where there is one. */
export const JOB_FACES: Record<JobProblem, Face> = {
  'renderer-unavailable': { title: 'jobRendererUnavailableTitle', body: 'jobRendererUnavailableBody' },
  'no-encoder': { title: 'jobNoEncoderTitle', body: 'jobNoEncoderBody' },
  'image-unreadable': { title: 'jobImageUnreadableTitle', body: 'jobImageUnreadableBody' },
  'renderer-stops': { title: 'jobRendererStopsTitle', body: 'jobRendererStopsBody' },
  'render-error': { title: 'jobRenderErrorTitle', body: 'jobRenderErrorBody' },
  'file-invalid': { title: 'jobFileInvalidTitle', body: 'jobFileInvalidBody' },
  'file-empty': { title: 'jobFileEmptyTitle', body: 'jobFileEmptyBody' },
  'file-truncated': { title: 'jobFileTruncatedTitle', body: 'jobFileTruncatedBody' },
  'file-too-large': { title: 'jobFileTooLargeTitle', body: 'jobFileTooLargeBody' },
  'not-a-video': { title: 'jobNotAVideoTitle', body: 'jobNotAVideoBody' },
  'storage-full': { title: 'jobStorageFullTitle', body: 'jobStorageFullBody' },
  'storage-trouble': { title: 'jobStorageTroubleTitle', body: 'jobStorageTroubleBody' },
  'by-user': { title: 'jobByUserTitle', body: 'jobByUserBody' },
  'no-connection': { title: 'jobNoConnectionTitle', body: 'jobNoConnectionBody' },
  'needs-permission': { title: 'jobNeedsPermissionTitle', body: 'jobNeedsPermissionBody' },
  'needs-key': { title: 'jobNeedsKeyTitle', body: 'jobNeedsKeyBody' },
  'key-locked': { title: 'jobKeyLockedTitle', body: 'jobKeyLockedBody' },
  'no-credit': { title: 'jobNoCreditTitle', body: 'jobNoCreditBody' },
  'model-retired': { title: 'jobModelRetiredTitle', body: 'jobModelRetiredBody' },
  'over-clip-cap': { title: 'jobOverClipCapTitle', body: 'jobOverClipCapBody' },
  'over-day-cap': { title: 'jobOverDayCapTitle', body: 'jobOverDayCapBody' },
  'over-month-cap': { title: 'jobOverMonthCapTitle', body: 'jobOverMonthCapBody' },
  'price-unknown': { title: 'jobPriceUnknownTitle', body: 'jobPriceUnknownBody' },
  'rate-limited': { title: 'jobRateLimitedTitle', body: 'jobRateLimitedBody' },
  'content-refused': { title: 'jobContentRefusedTitle', body: 'jobContentRefusedBody' },
  'request-refused': { title: 'jobRequestRefusedTitle', body: 'jobRequestRefusedBody' },
  'other-form': { title: 'jobOtherFormTitle', body: 'jobOtherFormBody' },
  'provider-failed': { title: 'jobProviderFailedTitle', body: 'jobProviderFailedBody' },
  'answer-lost': { title: 'jobAnswerLostTitle', body: 'jobAnswerLostBody' },
  overdue: { title: 'jobOverdueTitle', body: 'jobOverdueBody' },
  'result-expired': { title: 'jobResultExpiredTitle', body: 'jobResultExpiredBody' },
  'provider-forgot': { title: 'jobProviderForgotTitle', body: 'jobProviderForgotBody' },
  'download-failed': { title: 'jobDownloadFailedTitle', body: 'jobDownloadFailedBody' },
};

export const GESTURE_FACES: Record<GestureProblem, Face> = {
  'empty-selection': { title: 'gestureEmptySelectionTitle', body: 'gestureEmptySelectionBody' },
  'private-window': { title: 'gesturePrivateWindowTitle', body: 'gesturePrivateWindowBody' },
  'nothing-readable': { title: 'gestureNothingReadableTitle', body: 'gestureNothingReadableBody' },
  storage: { title: 'gestureStorageTitle', body: 'gestureStorageBody' },
};

export const STORAGE_FACES: Record<TroubleReason, Face> = {
  full: { title: 'storageFullTitle', body: 'storageFullBody' },
  blocked: { title: 'storageBlockedTitle', body: 'storageBlockedBody' },
  newer: { title: 'storageNewerTitle', body: 'storageNewerBody' },
  private: { title: 'storagePrivateTitle', body: 'storagePrivateBody' },
  broken: { title: 'storageBrokenTitle', body: 'storageBrokenBody' },
  'bytes-lost': { title: 'storageBytesLostTitle', body: 'storageBytesLostBody' },
};

/** What the browser lost of the store. */
export const LOSS_FACES: Record<'everything' | 'some', Face> = {
  everything: { title: 'lossEverythingTitle', body: 'lossEverythingBody' },
  some: { title: 'lossSomeTitle', body: 'lossSomeBody' },
};

/** Why a picture is not there. */
export const IMAGE_REASONS: Record<ImageProblem, MessageKey> = {
  'needs-permission': 'imageNeedsPermission',
  'private-address': 'imagePrivateAddress',
  unreachable: 'imageUnreachable',
  'too-large': 'imageTooLarge',
  empty: 'imageEmpty',
  'not-an-image': 'imageNotAnImage',
  broken: 'imageBroken',
  gone: 'imageGone',
};

type NoticeCode = SourceNotice['code'];

/** Notices that count characters have a plural form instead (see `COUNTED_NOTICES`). */
export const NOTICES: Record<Exclude<NoticeCode, 'text-cut' | 'hidden-removed'>, MessageKey> = {
  'page-unreadable': 'noticePageUnreadable',
  'frame-gone': 'noticeFrameGone',
  'page-changed': 'noticePageChanged',
  'no-article': 'noticeNoArticle',
  'emoji-only': 'noticeEmojiOnly',
};

export const COUNTED_NOTICES = {
  'text-cut': 'noticeTextCut',
  'hidden-removed': 'noticeHiddenRemoved',
} as const satisfies Partial<Record<NoticeCode, string>>;
