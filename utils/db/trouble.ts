/** Why the store cannot do what was asked, in words a person can be told. */
export type TroubleReason =
  | 'full'
  | 'blocked'
  /** A newer version made the database: it is shown, and left as it is. */
  | 'newer'
  | 'private'
  | 'broken'
  /** The record of a clip is there, its bytes are not. */
  | 'bytes-lost';

/** Thrown by every call of the store that fails. Nothing that was stored before is lost by it. */
export class StorageTrouble extends Error {
  override readonly name = 'StorageTrouble';
  constructor(
    readonly reason: TroubleReason,
    cause: unknown,
  ) {
    super(`storage: ${reason}`, { cause });
  }
}

/**
 * Names browsers give to the same troubles. A full disk is a QuotaExceededError only sometimes: Chromium says
 * "DataError: Failed to write blobs (IOError)", Firefox "UnknownError" or "QuotaExceededError".
 */
export function troubleOf(error: unknown): StorageTrouble {
  if (error instanceof StorageTrouble) return error;
  const { name = '', message = '' } = error instanceof Error || error instanceof DOMException ? error : {};
  if (name === 'QuotaExceededError' || /failed to write blobs|ioerror|quota|disk/i.test(message)) {
    return new StorageTrouble('full', error);
  }
  if (name === 'VersionError') return new StorageTrouble('newer', error);
  if (isForbidden(error)) return new StorageTrouble('private', error);
  return new StorageTrouble('broken', error);
}

/** The connection was closed under its holder: by a newer version that waits, or because the disk failed. */
export function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError' && !isForbidden(error);
}

/** What Firefox says where it keeps nothing. */
function isForbidden(error: unknown): boolean {
  return (
    (error instanceof Error || error instanceof DOMException) &&
    error.name === 'InvalidStateError' &&
    /mutation/i.test(error.message)
  );
}
