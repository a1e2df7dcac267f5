import { panelInUse } from './panel.suite';

panelInUse('chromium');
