/** What the panel is made of: one chunk, fetched while the shell is painted. */
export { makeServices } from '@/components/app/make-services';
export { mount } from '@/components/app/mount';
export { Panel } from '@/components/app/Panel';
