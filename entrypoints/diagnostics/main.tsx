import { browser } from 'wxt/browser';
import { makeServices } from '@/components/app/make-services';
import { mount } from '@/components/app/mount';
import { Diagnostics } from '@/components/diagnostics/Diagnostics';

const about = { version: browser.runtime.getManifest().version, browser: navigator.userAgent };
mount(makeServices(), <Diagnostics about={about} />);
