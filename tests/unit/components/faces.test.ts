import { expect, test } from 'vitest';
import {
  COUNTED_NOTICES,
  GESTURE_FACES,
  IMAGE_REASONS,
  JOB_FACES,
  NOTICES,
  STORAGE_FACES,
} from '@/components/trouble/faces';
import en from '@/public/_locales/en/messages.json';
import { GestureProblem, ImageProblem, JobProblem, SourceNotice } from '@/utils/domain';
import type { TroubleReason } from '@/utils/db';

const REASONS: readonly TroubleReason[] = ['full', 'blocked', 'newer', 'private', 'broken', 'bytes-lost'];

test('every problem a job can have says what happened and what was kept', () => {
  expect(Object.keys(JOB_FACES).toSorted()).toEqual([...JobProblem.options].toSorted());
});

test('every gesture that came to nothing has its face', () => {
  expect(Object.keys(GESTURE_FACES).toSorted()).toEqual([...GestureProblem.options].toSorted());
});

test('every trouble of the store has its face', () => {
  expect(Object.keys(STORAGE_FACES).toSorted()).toEqual([...REASONS].toSorted());
});

test('every reason a picture is missing has its sentence', () => {
  expect(Object.keys(IMAGE_REASONS).toSorted()).toEqual([...ImageProblem.options].toSorted());
});

test('every notice of a source has its sentence', () => {
  const told = [...Object.keys(NOTICES), ...Object.keys(COUNTED_NOTICES)];
  expect(told.toSorted()).toEqual([...SourceNotice.entries.code.options].toSorted());
});

test('no two problems share their words', () => {
  const faces = [JOB_FACES, GESTURE_FACES, STORAGE_FACES].flatMap((table) => Object.values(table));
  const bodies = faces.map((face) => en[face.body].message);
  expect(new Set(bodies).size).toBe(bodies.length);
});
