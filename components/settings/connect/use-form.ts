import { useRef, useState } from 'react';
import type { Connection, ConnectionKind } from '@/utils/domain';
import { locale } from '../../i18n';
import {
  ADDRESS_MESSAGES,
  FIELD_NAMES,
  fieldsOf,
  readForm,
  type FieldName,
  type FieldProblems,
  type Fields,
} from '../connection-form';
import { serverAddress } from '../server-address';

export type Form = ReturnType<typeof useForm>;

/** The fields of a connection as they are typed, and what is wrong with them. */
export function useForm(kind: ConnectionKind, before: Connection | undefined) {
  const [fields, setFields] = useState(() => fieldsOf(kind, before, locale()));
  const [problems, setProblems] = useState<FieldProblems>({});
  const inputs = useRef<Partial<Record<FieldName, HTMLInputElement | null>>>({});
  /** One form makes one connection, however often it is sent. */
  const id = useRef('');

  /** Shows what is wrong, and leads to the first of it. */
  const show = (found: FieldProblems): void => {
    setProblems(found);
    const first = FIELD_NAMES.find((name) => found[name] !== undefined);
    const input = first && inputs.current[first];
    input?.closest('details')?.setAttribute('open', '');
    input?.focus();
  };
  const change = (patch: Partial<Fields>): void => {
    setFields((old) => ({ ...old, ...patch }));
    const names = FIELD_NAMES.filter((name) => name in patch && problems[name] !== undefined);
    if (names.length > 0) {
      setProblems({ ...problems, ...Object.fromEntries(names.map((name) => [name, undefined])) });
    }
  };
  /** Undefined: something is wrong, and shown. */
  const read = (): Connection | undefined => {
    id.current ||= crypto.randomUUID();
    const about = { locale: locale(), now: Date.now(), newId: () => id.current };
    const form = readForm(kind, fields, before, about);
    if (!form.ok) return void show(form.problems);
    setProblems({});
    return form.connection;
  };
  /** The address alone, for a free call; undefined: something is wrong with it, and shown. */
  const address = (): string | undefined => {
    const typed = serverAddress(fields.baseUrl);
    show({ ...problems, baseUrl: typed.ok ? undefined : ADDRESS_MESSAGES[typed.problem] });
    return typed.ok ? typed.baseUrl : undefined;
  };
  const field = (name: FieldName, onChange?: () => void) => ({
    value: fields[name],
    problem: problems[name],
    ref: (input: HTMLInputElement | null) => {
      inputs.current[name] = input;
    },
    onChange: (event: { target: { value: string } }) => {
      change({ [name]: event.target.value });
      onChange?.();
    },
  });
  const focus = (name: FieldName): void => inputs.current[name]?.focus();
  return { fields, change, read, address, field, focus };
}
