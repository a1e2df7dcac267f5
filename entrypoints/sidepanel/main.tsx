import { painted, preferences, windowId, worker } from './start';

// React is read and run once the shell is on screen; what takes longer than React is already on its way.
await painted;
const { makeServices, mount, Panel } = await import('./panel');

const services = makeServices(worker);
mount(services, <Panel windowId={await windowId} preferences={await preferences} />);
