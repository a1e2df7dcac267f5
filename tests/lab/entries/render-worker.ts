import script from '@/entrypoints/render-worker';

/** The extension's own worker, as it is built. */
void script.main();
