import script from '@/entrypoints/preview-worker';

/** The extension's own worker, as it is built. */
void script.main();
