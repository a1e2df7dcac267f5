export * from './clip';
export * from './job';
export * from './request';
export * from './source';
export * from './storyboard';
export * from './text';
