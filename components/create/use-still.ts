import { useCallback, useRef, useState } from 'react';
import type { Connection, Still } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { renderPrompt } from '@/utils/writer';
import { t } from '../i18n';
import { useLive } from '../live/hooks';
import { Live } from '../live/live';
import { useServices, type Services } from '../services';
import { useSay } from '../ui/Toasts';
import { withStill, type Edit } from './edit';
import type { ServiceOrder } from './service-order';
import { drawStill, stillRequest } from './still-drawing';

/** UTF-16 units; the shortest limit of the services' own image models is 4,000. */
const MAX_PROMPT = 2000;
const STILL = { mode: 'still', seconds: 1, maxUnits: MAX_PROMPT, negativeField: false } as const;

/** The newest still of a Source that the user has not settled. */
function openStill({ store, onChange }: Services, sourceId: string): Live<Still | undefined> {
  return new Live(
    () => store.stills.open(sourceId),
    onChange,
    ({ kind }) => kind === 'still',
  );
}

/** The words a still is asked for with: the user's own, where they wrote some; else the first shot of the plan. */
export function stillWords({ plan }: Pick<ServiceOrder, 'plan'>, { prompt }: Pick<Edit, 'prompt'>): string {
  const own = prompt?.trim() ?? '';
  if (own !== '') return own;
  return renderPrompt(plan, 'plain', STILL).prompt;
}

/** The shape of the clip it is for. */
function aspectOf({ card: { aspects } }: ServiceOrder, { videoAspect }: Preferences): string {
  return aspects.includes(videoAspect) ? videoAspect : (aspects[0] ?? videoAspect);
}

/** A picture to begin with: made, looked at, then used or left. */
export function useStill(parts: {
  sourceId: string;
  order: ServiceOrder;
  edit: Edit;
  change: (next: (edit: Edit) => Edit) => void;
  settings: Preferences;
}) {
  const { sourceId, order, edit, change, settings } = parts;
  const services = useServices();
  const { store } = services;
  const say = useSay();
  const open = useLive(openStill, sourceId);
  const [busy, setBusy] = useState<'no' | 'drawing' | 'sending'>('no');
  const [trouble, setTrouble] = useState('');
  const pressed = useRef(false);
  const aspect = aspectOf(order, settings);

  /** One press, one still. */
  const once = useCallback(async (what: 'drawing' | 'sending', work: () => Promise<string>) => {
    if (pressed.current) return;
    pressed.current = true;
    setBusy(what);
    setTrouble('');
    setTrouble(await work());
    pressed.current = false;
    setBusy('no');
  }, []);

  const draw = useCallback(() => {
    const request = stillRequest(order.used, edit, settings, aspect);
    void once('drawing', () =>
      drawStill(services, sourceId, request).then(
        () => '',
        () => t('stillDrawFailed'),
      ),
    );
  }, [once, services, sourceId, order.used, edit, settings, aspect]);

  /** Must be called within the click that approves. */
  const ask = useCallback(
    (connection: Connection, prompt: string) => {
      const { id: connectionId, baseUrl, imageModel: model, usdPerStill: usd } = connection;
      const allowed = services.askOrigin(baseUrl);
      const order = { connectionId, baseUrl, model, usd, prompt, aspect };
      const wish = { id: crypto.randomUUID(), sourceId, ...order };
      void once('sending', async () => {
        if (!(await allowed)) return t('stillRefused', new URL(baseUrl).host);
        return services.makeStill(wish).then(
          () => '',
          async () => ((await store.stills.get(wish.id).catch(() => undefined)) ? '' : t('stillNotAsked')),
        );
      });
    },
    [once, services, store, sourceId, aspect],
  );

  /** Must be called within the click: what lies elsewhere has to be allowed first. */
  const fetchAgain = useCallback(
    ({ id, problem, pictureUrl }: Still) => {
      const allowed =
        problem === 'picture-elsewhere' ? services.askOrigin(pictureUrl) : Promise.resolve(true);
      void once('sending', async () => {
        if (!(await allowed)) return t('imageRefused');
        return services.fetchStill(id).then(
          () => '',
          () => t('stillNotAsked'),
        );
      });
    },
    [once, services],
  );

  const settle = useCallback(
    (id: string, settledAt: number) =>
      void store.stills.update(id, (still) => ({ ...still, settledAt })).catch(() => undefined),
    [store],
  );
  const use = useCallback(
    ({ id, imageId }: Still) => {
      change((old) => withStill(old, imageId));
      settle(id, Date.now());
    },
    [change, settle],
  );
  const leave = useCallback(
    ({ id, state }: Still) => {
      settle(id, Date.now());
      if (state !== 'ready') return;
      say(t('stillLeft'), { label: t('undo'), run: () => settle(id, 0) }, { takesFocus: true });
    },
    [settle, say],
  );
  const takeOut = useCallback(() => {
    const { still } = edit.order;
    change((old) => withStill(old, null));
    const back = { label: t('undo'), run: () => change((old) => withStill(old, still)) };
    say(t('stillTakenOut'), back, { takesFocus: true });
  }, [edit.order, change, say]);

  const still = open.kind === 'ready' ? open.value : undefined;
  return { still, busy, trouble, draw, ask, fetchAgain, use, leave, takeOut };
}
