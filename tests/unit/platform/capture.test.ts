import { describe, expect, it } from 'vitest';
import { reasonOf } from '@/utils/platform/capture';

describe('why a page script did not run', () => {
  it.each([
    ['No tab with id: 12.', 'tab-gone'],
    ['Invalid tab ID: 12', 'tab-gone'],
    ['The tab was closed.', 'tab-gone'],
    ['No frame with id 3 in tab with id 12', 'frame-gone'],
    ['Frame with ID 3 was removed.', 'frame-gone'],
    ['The frame was removed.', 'frame-gone'],
    ['Invalid frame IDs: [3]', 'frame-gone'],
    ['Cannot access a chrome:// URL', 'not-allowed'],
    ['The extensions gallery cannot be scripted.', 'not-allowed'],
    ['Frame with ID 0 is showing error page', 'not-allowed'],
    ['Missing host permission for the tab', 'not-allowed'],
    ['Missing host permission for the tab or frames', 'not-allowed'],
  ])('“%s” is %s', (message, reason) => expect(reasonOf(new Error(message))).toBe(reason));
});
