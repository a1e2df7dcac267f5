import { preferences, windowId, worker } from './start';
import { makeServices } from '@/components/app/make-services';
import { mount } from '@/components/app/mount';
import { Panel } from '@/components/app/Panel';

const services = makeServices(worker);
mount(services, <Panel windowId={await windowId} preferences={await preferences} />);
