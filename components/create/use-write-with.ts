import { useCallback, useEffect, useRef, useState } from 'react';
import type { Plan, Source } from '@/utils/domain';
import { browserWriter } from '@/utils/writer';
import { locale } from '../i18n';
import { useConnections } from '../live/money-hooks';
import { useServices } from '../services';
import { withOrder, withPrompt, type Edit } from './edit';
import { askForPlan, modelOf, planWish, type Model, type WriteTrouble } from './write-with';

export type Writing =
  /** `usd`: what the last answer cost, where that is told. */
  | { kind: 'idle'; usd?: number }
  /** `share`: of the browser's own model, while it is still being loaded. */
  | { kind: 'writing'; share: number | null }
  | { kind: 'trouble'; why: WriteTrouble; words: string };

/**
 * A plan by the model that the user has chosen to write, at one press. The bench stays as it is meanwhile; an answer
 * for words that are no longer there is left.
 */
export function useWriteWith(parts: {
  writer: string;
  source: Source;
  seconds: number;
  edit: Edit;
  change: (next: (edit: Edit) => Edit) => void;
}) {
  const { writer, source, seconds, edit, change } = parts;
  const services = useServices();
  const language = source.language === 'und' ? locale() : source.language;
  const model = useModel(writer, language);
  const [writing, setWriting] = useState<Writing>({ kind: 'idle' });
  const asking = useRef<AbortController>(undefined);
  const askedAbout = useRef('');
  /** The user's own prompt, as it was before a model wrote: going back brings it back. */
  const ownPrompt = useRef<string | null>(null);
  const latest = useRef(edit);
  useEffect(() => {
    latest.current = edit;
  }, [edit]);
  /** What the question is about. */
  const about = JSON.stringify([source.id, source.text, source.images.map(({ id }) => id)]);

  const stop = useCallback((why: 'stopped' | 'taken-back' | 'dropped') => {
    if (!asking.current) return;
    asking.current.abort();
    asking.current = undefined;
    setWriting({ kind: 'trouble', why, words: '' });
  }, []);
  useEffect(() => {
    if (askedAbout.current !== about) stop('dropped');
  }, [about, stop]);
  useEffect(() => () => asking.current?.abort(), []);

  const take = (plan: Plan): void => {
    ownPrompt.current = latest.current.prompt ?? ownPrompt.current;
    change((old) => withPrompt(withOrder(old, { plan }), null));
  };

  const start = (): void => {
    if (!model || asking.current) return;
    const controller = new AbortController();
    asking.current = controller;
    askedAbout.current = about;
    const { signal } = controller;
    setWriting({ kind: 'writing', share: null });
    const onProgress = (share: number): void => {
      if (!signal.aborted) setWriting({ kind: 'writing', share });
    };
    const wish = planWish(source, seconds, language);
    void askForPlan(model, wish, services, { signal, onProgress }).then((answer) => {
      if (signal.aborted) return;
      asking.current = undefined;
      if (answer.kind === 'trouble') return setWriting(answer);
      take(answer.plan);
      setWriting({ kind: 'idle', ...(answer.usd !== undefined && { usd: answer.usd }) });
    });
  };

  const back = (): void => {
    const prompt = ownPrompt.current;
    ownPrompt.current = null;
    change((old) => withPrompt(withOrder(old, { plan: null }), prompt));
    setWriting({ kind: 'idle' });
  };

  return {
    model,
    writing,
    start,
    cancel: () => stop(model?.kind === 'browser' ? 'stopped' : 'taken-back'),
    back,
  };
}

/** Undefined: the rules write, or it is not known yet who does. */
function useModel(writer: string, language: string): Model | undefined {
  const connections = useConnections();
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    if (writer !== 'browser') return undefined;
    let gone = false;
    void browserWriter(globalThis)
      .availability(language)
      .then((state) => !gone && setReady(state === 'ready'));
    return () => {
      gone = true;
    };
  }, [writer, language]);
  return modelOf(writer, connections.kind === 'ready' ? connections.value : [], isReady);
}
