import { useMemo } from 'react';
import type { Draft, Source } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { possibleTemplates } from '@/utils/writer';
import { withHighlight, withOrder, withPicture, withRole, withShot, withTemplate, type Edit } from './edit';
import { ModelForm } from './ModelForm';
import { Options } from './Options';
import { Pictures } from './Pictures';
import { SendPictures } from './SendPictures';
import type { ServiceOrder } from './service-order';
import { ShotList } from './ShotList';
import { Still } from './Still';

export interface Settings {
  settings: Preferences;
  onSettings: (patch: Partial<Preferences>) => void;
}
export type Change = (next: (edit: Edit) => Edit) => void;

/** Everything the model can be told. */
export function ServiceTools(
  props: Settings & { source: Source; order: ServiceOrder; edit: Edit; change: Change },
) {
  const { source, order, edit, change, settings, onSettings } = props;
  const { server, cards, card } = order;
  return (
    <>
      <SendPictures
        card={card}
        images={source.images}
        pictures={order.pictures}
        onRole={(imageId, role) => change((old) => withRole(old, imageId, role, card))}
      />
      <Still sourceId={source.id} order={order} edit={edit} change={change} settings={settings} />
      <ModelForm
        cards={cards}
        card={card}
        settings={settings}
        edit={edit.order}
        negative={order.negative}
        onCard={(id) => onSettings({ videoModels: { ...settings.videoModels, [server.id]: id } })}
        onSettings={onSettings}
        onEdit={(patch) => change((old) => withOrder(old, patch))}
      />
    </>
  );
}

/** Everything the on-device renderer can be told. */
export function DeviceTools(
  props: Settings & { draft: Draft; source: Source; used: Source; edit: Edit; change: Change },
) {
  const { draft, source, used, edit, change, settings, onSettings } = props;
  const possible = useMemo(() => possibleTemplates(used), [used]);
  return (
    <>
      <Pictures
        images={source.images}
        leftOut={edit.leftOut}
        windowId={draft.windowId}
        canCrop={draft.tabId !== undefined}
        onToggle={(image) => change((old) => withPicture(old, source, settings.length, image))}
      />
      <Options
        storyboard={edit.storyboard}
        possible={possible}
        settings={settings}
        themeColor={source.themeColor}
        onTemplate={(template) => change((old) => withTemplate(old, source, settings.length, template))}
        onSettings={onSettings}
      />
      <ShotList
        storyboard={edit.storyboard}
        onShot={(id, text) => change((old) => withShot(old, id, text))}
        onHighlight={(id, offset) => change((old) => withHighlight(old, id, offset))}
      />
    </>
  );
}
