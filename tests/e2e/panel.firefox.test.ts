import { panelInUse } from './panel.suite';

panelInUse('firefox');
